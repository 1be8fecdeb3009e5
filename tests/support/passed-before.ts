/**
 * What is remembered of tests that record programs: which passed, and with what. A test that would record the
 * same program again, with the same recorder and toolchain, tells nothing new.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { join } from 'node:path'

/** The project's own folder. */
export const ROOT = join(import.meta.dirname, '../..')

/** How the names of tests end that are not repeated. */
export const NOT_REPEATED = ' (passed before: not repeated)'

/** What every test of recordings depends on, as paths below the project. */
const SHARED = ['recorder', 'scene', 'tests/support', 'tests/record', 'package-lock.json']

/** What some of them read; a test that does not say which depends on all. */
const READ = ['snippets', 'recordings', 'tests/programs', 'tests/golden']

/** Days after which a passed test that was not asked about is forgotten. */
const KEPT_DAYS = 30

/** What decides whether a test passes. */
export type Inputs = {
  /** File and name of the test. */
  test: string
  /** As compiler, debugger and system name themselves. */
  toolchain: string
  /** Content of each file that it depends on, by its path below the project. */
  files: ReadonlyMap<string, string>
}

/** A hash that differs as soon as one of the inputs does. */
export function keyOf({ test, toolchain, files }: Inputs): string {
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([test, toolchain, sorted]))
    .digest('hex')
}

const known = new Map<string, [string, string][]>()

/** The files at or below a path of the project, with hashes of their contents; none where there is none. */
function hashesBelow(path: string): [string, string][] {
  const before = known.get(path)
  if (before) return before
  const at = join(ROOT, path)
  const kind = statSync(at, { throwIfNoEntry: false })
  const found = kind?.isDirectory()
    ? readdirSync(at).flatMap((name) => hashesBelow(`${path}/${name}`))
    : kind
      ? [[path, createHash('sha256').update(readFileSync(at)).digest('hex')] satisfies [string, string]]
      : []
  known.set(path, found)
  return found
}

/**
 * The files that a test depends on, with hashes of their contents.
 *
 * @param file Path of the test's file below the project: of the other test files it needs nothing.
 * @param read What it reads beside what all tests share, as paths below the project.
 */
export function filesOf(file: string, read: readonly string[] = READ): Map<string, string> {
  const isOther = (path: string) => path.endsWith('.test.ts') && path !== file
  return new Map([...SHARED, ...read].flatMap(hashesBelow).filter(([path]) => !isOther(path)))
}

/** What runs the tests, beside the toolchain that the recorder found. */
export function systemName(): string {
  return `node ${process.version}, Linux ${release()}`
}

/** Whether what passed before counts: not in CI, and not when everything is asked for. */
export function isWarm(environment: NodeJS.ProcessEnv): boolean {
  return !environment.CI && !environment.COLD
}

/** A memory of keys, one empty file each, so that several test files can write at one time. */
export function passedMemory(folder: string = join(ROOT, '.cache/passed-recordings')) {
  return {
    has(key: string): boolean {
      const file = join(folder, key)
      if (!existsSync(file)) return false
      utimesSync(file, new Date(), new Date())
      return true
    },
    remember(key: string): void {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, key), '')
    },
    /** Forgets what was not asked about for long. */
    prune(now: number = Date.now()): void {
      if (!existsSync(folder)) return
      for (const name of readdirSync(folder)) {
        const age = now - statSync(join(folder, name)).mtimeMs
        if (age > KEPT_DAYS * 24 * 3600 * 1000) rmSync(join(folder, name), { force: true })
      }
    },
  }
}
