/** The programs of the golden tests, with what rustc and gdb said about them, as committed. */
import { readdirSync, readFileSync } from 'node:fs'
import type { RecordedStop } from './liveness-run.ts'

const FOLDER = new URL('../golden/liveness/', import.meta.url)

/** Names of the programs, in order. */
export const programs = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.rs'))
  .map((file) => file.slice(0, -'.rs'.length))
  .sort()

/** Path of one of a program's files: `rs`, `mir`, `stops.json`, `states.txt`. */
export function goldenPath(name: string, ending: string): string {
  return new URL(`${name}.${ending}`, FOLDER).pathname
}

/** All files of a program, as paths below the project. */
export function goldensOf(name: string): string[] {
  return ['rs', 'mir', 'stops.json', 'states.txt'].map((ending) => `tests/golden/liveness/${name}.${ending}`)
}

/** The text of one of a program's files. */
export function golden(name: string, ending: string): string {
  return readFileSync(goldenPath(name, ending), 'utf8')
}

/** The dumps as they are kept in one file: without the borrow checker's region tables and constants. */
export function kept(bodies: readonly string[]): string {
  return bodies
    .map((body) => {
      const lines = body.split('\n').filter((line) => !/^\|/.test(line))
      return lines.slice(0, lines.indexOf('}') + 1).join('\n')
    })
    .join('\n\n')
    .concat('\n')
}

/** The committed dumps of a program, one a function. */
export function keptBodies(name: string): string[] {
  return golden(name, 'mir').split(/^(?=\/\/ MIR for )/m)
}

/** The committed run of a program. */
export function keptStops(name: string): RecordedStop[] {
  return JSON.parse(golden(name, 'stops.json')) as RecordedStop[]
}

/** A run as it is committed: one line a stop. */
export function writtenStops(stops: readonly RecordedStop[]): string {
  return `[\n${stops.map((stop) => JSON.stringify(stop)).join(',\n')}\n]\n`
}
