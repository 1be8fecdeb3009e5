import { availableParallelism, loadavg } from 'node:os'

/** What the command line asks of a benchmark of the deck. */
export interface BenchOptions {
  /** How often each thing is measured; the median counts. */
  runs: number
  /** A folder with a built deck; without it one is built. */
  deck?: string
  /** A folder with another built deck, measured in turn with this one. */
  against?: string
}

/** How many times slower than this machine a viewer's is taken to be. */
export const SLOWER = 4

/** The middle one of numbers in order; NaN of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN
}

/** How busy this machine is, in words: what it is at besides makes times longer than they are. */
export function machineLoad(): string {
  const [load = 0] = loadavg()
  return `load of this machine ${load.toFixed(1)} on ${availableParallelism()} cores`
}

/** Whether a limit is kept, in a word. */
export const verdict = (kept: boolean): string => (kept ? 'yes' : 'NO')
