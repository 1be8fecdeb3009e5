import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import { SECONDS } from './longest-first.ts'

/** Where the total of the last whole run is kept. */
const LAST = join(import.meta.dirname, '../../.cache/test-seconds')
const SLOWEST = 10

/** Prints, after all else, which files took longest, and how long the run took, beside the last one that was as large. */
export default class Timings implements Reporter {
  #start = performance.now()

  onTestRunStart(): void {
    this.#start = performance.now()
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const seconds = Math.round((performance.now() - this.#start) / 1000)
    const files = modules.map((module) => ({ name: module.relativeModuleId, ms: timeOf(module) }))
    const slowest = files.toSorted((a, b) => b.ms - a.ms).slice(0, SLOWEST)
    const rows = slowest.map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(8)} s  ${name}`)
    if (files.length > 1) console.log(`\nThe slowest files, each in its worker:\n${rows.join('\n')}`)
    const tests = modules.flatMap((module) => [...module.children.allTests()]).length
    console.log(`\n${files.length} files in ${seconds} s${beside(tests)}\n`)
    mkdirSync(dirname(LAST), { recursive: true })
    writeFileSync(LAST, JSON.stringify({ tests, seconds }))
    if (process.env.UPDATE_SECONDS) writeSeconds(files)
  }
}

/** Writes down how long each file took that takes a second or more, for `LongestFirst`. */
function writeSeconds(files: { name: string; ms: number }[]): void {
  const long = files.filter(({ ms }) => ms >= 1000).toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const seconds = Object.fromEntries(long.map(({ name, ms }) => [name, Math.round(ms / 1000)]))
  writeFileSync(SECONDS, `${JSON.stringify(seconds, undefined, 2)}\n`)
}

/** How long a file took, from its imports to its last hook, in ms. */
function timeOf(module: TestModule): number {
  const { duration, collectDuration, setupDuration, prepareDuration } = module.diagnostic()
  return duration + collectDuration + setupDuration + prepareDuration
}

/** How long the last run took, in words to append; it is said together with its number of tests. */
function beside(tests: number): string {
  if (!existsSync(LAST)) return ''
  const last = JSON.parse(readFileSync(LAST, 'utf8')) as { tests: number; seconds: number }
  return `; the run before took ${last.seconds} s${last.tests === tests ? '' : ` for ${last.tests} tests instead of ${tests}`}`
}
