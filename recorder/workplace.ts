import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from './refused.ts'

/**
 * Below `/tmp` and not below `TMPDIR`: stack addresses depend on the length of the executable's
 * path, so it must not depend on the environment.
 */
const PARENT = '/tmp'

/** Workplaces that can be in use at one time on one machine. */
const PLACES = 32

/** A directory of the recorder's own, all of whose names have the same length. */
export type Workplace = {
  dir: string
  /** Removes the directory. */
  release: () => void
}

/**
 * Claims a private directory that no other recorder uses: making it is the lock, and the file
 * `owner` in it holds the process id, so that one left behind by a killed recorder is taken over.
 *
 * @throws Refused when all are in use or `/tmp` cannot be written.
 */
export function claimWorkplace(parent: string = PARENT): Workplace {
  for (let place = 0; place < PLACES; place += 1) {
    const dir = join(parent, `rust-recording-${String(place).padStart(2, '0')}`)
    if (claim(dir)) {
      const remove = () => rmSync(dir, { recursive: true, force: true })
      process.on('exit', remove)
      const release = () => {
        process.off('exit', remove)
        remove()
      }
      return { dir, release }
    }
  }
  throw new Refused(`all ${PLACES} directories ${join(parent, 'rust-recording-NN')} are in use`)
}

function claim(dir: string): boolean {
  if (!makeDirectory(dir)) {
    if (!isAbandoned(dir)) return false
    // Renaming decides between two recorders that both see it abandoned.
    const aside = `${dir}.abandoned-${process.pid}`
    try {
      renameSync(dir, aside)
    } catch {
      return false
    }
    rmSync(aside, { recursive: true, force: true })
    if (!makeDirectory(dir)) return false
  }
  writeFileSync(join(dir, 'owner'), String(process.pid))
  return true
}

function makeDirectory(dir: string): boolean {
  try {
    mkdirSync(dir, { mode: 0o700 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new Refused(`cannot make the directory ${dir}: ${(error as Error).message}`)
  }
}

function isAbandoned(dir: string): boolean {
  let owner: number
  try {
    owner = Number(readFileSync(join(dir, 'owner'), 'utf8'))
  } catch {
    // Just made by another recorder, or not ours to read.
    return false
  }
  if (!Number.isInteger(owner) || owner <= 0) return false
  try {
    process.kill(owner, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
