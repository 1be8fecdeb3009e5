import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Environment variables that may name a Chromium, the first that is set wins. */
const BROWSER_VARIABLES = ['CHROMIUM', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', 'CHROME_PATH'] as const

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']

/** Chromium without its windows, which draws the same pages with a third less work; Debian has it as a package. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell']

const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What `findBrowser` looks at; tests give their own. */
export interface Surroundings {
  env: Record<string, string | undefined>
  /** Where Playwright keeps its own Chromium, whether or not it has been downloaded. */
  playwrightPath: string
  exists: (path: string) => boolean
}

/** This machine, as `findBrowser` sees it. */
const surroundings = (): Surroundings => ({
  env: process.env,
  playwrightPath: chromium.executablePath(),
  exists: existsSync,
})

/** Said when no browser is there and none can be installed; it names every way out. */
export class NoBrowserError extends Error {
  constructor(reason: string) {
    super(
      [
        `No Chromium found, and none could be installed (${reason}). One of these helps:`,
        '  - install Chromium or Chrome (Debian: apt-get install chromium),',
        '  - let Playwright download its own: npx playwright-core install chromium',
        `  - name one: ${BROWSER_VARIABLES[0]}=/path/to/chromium npm run export`,
      ].join('\n'),
    )
    this.name = 'NoBrowserError'
  }
}

/**
 * The path of a Chromium: the one that the environment names, else Playwright's own, else the system's.
 * `undefined` when there is none. Throws when the environment names a file that does not exist.
 */
export function findBrowser({ env, playwrightPath, exists }: Surroundings): string | undefined {
  for (const variable of BROWSER_VARIABLES) {
    const named = env[variable]
    if (!named) continue
    if (!exists(named)) throw new Error(`${variable} names ${named}, which does not exist`)
    return named
  }
  if (exists(playwrightPath)) return playwrightPath
  return [...onPath(env.PATH, COMMANDS), ...APPLICATIONS].find(exists)
}

/**
 * The path of a headless shell on the PATH. `undefined` when there is none, and when the environment names a browser,
 * which is wanted then.
 */
export function findShell({ env, exists }: Pick<Surroundings, 'env' | 'exists'>): string | undefined {
  if (BROWSER_VARIABLES.some((variable) => env[variable])) return undefined
  return onPath(env.PATH, SHELLS).find(exists)
}

/** Where these commands may lie, by name first. */
function onPath(path: string | undefined, names: readonly string[]): string[] {
  const folders = (path ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Runs a command with its output shown on stderr; whether it exited with 0. */
function succeeds(command: string, args: string[], env = process.env): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], env })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}

/** Downloads Playwright's own Chromium; its libraries have to be on the machine already. */
function downloadWithPlaywright(): Promise<boolean> {
  const require = createRequire(import.meta.url)
  const cli = join(dirname(require.resolve('playwright-core/package.json')), 'cli.js')
  return succeeds(process.execPath, [cli, 'install', 'chromium'])
}

async function installWithApt(): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return (
    (await succeeds('apt-get', ['update', '-qq'], env)) &&
    (await succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env))
  )
}

const isRoot = (): boolean => process.getuid?.() === 0

/**
 * The path of a Chromium, installing one when none is found: on Debian as root the package `chromium`, which
 * brings its libraries along, elsewhere Playwright's download. Says on stderr what it does.
 * Throws `NoBrowserError` when nothing worked.
 */
export async function requireBrowser(): Promise<string> {
  const found = findBrowser(surroundings())
  if (found) return found
  const ways: [string, () => Promise<boolean>][] = [['Playwright’s Chromium', downloadWithPlaywright]]
  if (isRoot() && existsSync('/usr/bin/apt-get')) ways.unshift(['the package chromium', installWithApt])
  for (const [what, install] of ways) {
    console.error(`No Chromium found; installing ${what} …`)
    const path = (await install()) ? findBrowser(surroundings()) : undefined
    if (path) return path
  }
  throw new NoBrowserError(`tried ${ways.map(([what]) => what).join(' and ')}`)
}

/** Which Chromium: all of it, as viewers have it, or the headless shell where there is one, which starts and draws sooner. */
export type BrowserKind = 'whole' | 'shell'

/** A running headless Chromium (`requireBrowser`). As root it runs without its sandbox, which refuses root. */
export async function launchBrowser(kind: BrowserKind = 'whole'): Promise<Browser> {
  const shell = kind === 'shell' ? findShell(surroundings()) : undefined
  // A shell fits glyphs to whole pixels unless told otherwise, and then breaks lines elsewhere than a viewer's browser.
  const args = [...(isRoot() ? ['--no-sandbox'] : []), ...(shell ? ['--font-render-hinting=none'] : [])]
  return chromium.launch({ executablePath: shell ?? (await requireBrowser()), chromiumSandbox: !isRoot(), args })
}
