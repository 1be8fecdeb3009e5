import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { PATH_VARIABLE, type TalkPath } from '../embed/talk-path.ts'
import { DOWNLOAD } from '../hosting/download.ts'
import { finishSite } from '../hosting/finish-site.ts'
import { WITHOUT_PRESENTER } from '../hosting/presenter-view.ts'
import { addCompanion } from './companion.ts'

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '..')

/** Slidev's command-line program. */
export const SLIDEV = createRequire(import.meta.url).resolve('@slidev/cli/bin/slidev.mjs')

/** What `buildDeck` builds. */
export interface BuildOptions {
  /** The folder that the deck is written to; emptied first. */
  out: string
  /** The path below which the deck will be served, beginning and ending in `/`; by default any. */
  base?: string
  /** Which slides: all by default. */
  path?: TalkPath
  /** The address where the deck will be found, for link previews. */
  site?: string
  /** The file name of a PDF that the deck offers for download; it has to be put into `out` afterwards. */
  download?: string
  /** Leaves the speaker’s words out of the slides and the reading view. */
  withoutNotes?: boolean
  /** Leaves the presenter view and the notes views out of the slides. */
  withoutPresenter?: boolean
  /** Gets what Slidev prints, as it prints it. */
  onOutput?: (text: string) => void
}

/** What `runSlidevBuild` builds. */
interface SlidevBuild extends Pick<
  BuildOptions,
  'out' | 'path' | 'download' | 'withoutNotes' | 'withoutPresenter' | 'onOutput'
> {
  /** The folder of slides.md. */
  cwd: string
  base: string
}

/**
 * Runs `slidev build` on the slides.md of a folder, in a process of its own.
 * Throws with all that Slidev printed when it exits with another code than 0.
 */
export async function runSlidevBuild({
  cwd,
  out,
  base,
  path = 'full',
  download = '',
  withoutNotes = false,
  withoutPresenter = false,
  onOutput,
}: SlidevBuild): Promise<void> {
  let output = ''
  const code = await new Promise<number | null>((done, failed) => {
    const child = spawn(
      process.execPath,
      [
        SLIDEV,
        'build',
        'slides.md',
        '--out',
        resolve(out),
        '--base',
        base,
        ...(withoutNotes ? ['--without-notes'] : []),
      ],
      // Under a test runner's NODE_ENV it would build with Vue's development build.
      {
        cwd,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          [PATH_VARIABLE]: path,
          [DOWNLOAD]: download && `./${download}`,
          [WITHOUT_PRESENTER]: withoutPresenter ? 'yes' : '',
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      onOutput?.(chunk.toString())
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', failed)
    child.on('close', done)
  })
  if (code !== 0) throw new Error(`slidev build exited with ${code}:\n${output}`)
}

/**
 * Builds the deck as a single-page application, adds reading view and index, and finishes all for hosts.
 * Throws with all that Slidev printed when it fails.
 */
export async function buildDeck({ out, base = './', site, ...options }: BuildOptions): Promise<void> {
  await runSlidevBuild({ cwd: ROOT, out, base, ...options })
  await addCompanion({ out, path: options.path, withoutNotes: options.withoutNotes })
  await finishSite({ root: ROOT, out: resolve(out), site })
}
