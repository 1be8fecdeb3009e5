import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { PATH_VARIABLE, type TalkPath } from '../embed/talk-path.ts'

const CLI = join(import.meta.dirname, '../companion/cli.ts')

/** What `addCompanion` adds to. */
export interface CompanionOptions {
  /** The folder of the built deck. */
  out: string
  /** Which slides: all by default. */
  path?: TalkPath
  /** Leaves out what the speaker says. */
  withoutNotes?: boolean
}

/**
 * Adds the reading view and the index to a built deck, in a process of its own.
 * Throws with all that it printed when it exits with another code than 0.
 */
export async function addCompanion({ out, path = 'full', withoutNotes = false }: CompanionOptions): Promise<void> {
  let output = ''
  const code = await new Promise<number | null>((done, failed) => {
    const child = spawn(
      process.execPath,
      [CLI, '--out', resolve(out), ...(withoutNotes ? ['--without-notes'] : [])],
      // Under a test runner's NODE_ENV it would build with Vue's development build.
      { env: { ...process.env, NODE_ENV: 'production', [PATH_VARIABLE]: path }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', failed)
    child.on('close', done)
  })
  if (code !== 0) throw new Error(`The reading view could not be built (exit code ${code}):\n${output}`)
}
