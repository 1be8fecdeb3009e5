import type { Build, Times } from '../recorder/schema.ts'
import type { Figure } from './figure.ts'

/** How long a function took: nanoseconds a call. */
export type Spread = {
  /** Half of the samples are smaller, half are larger. */
  median: number
  /** The middle half of the samples lies between these. */
  low: number
  high: number
  /** Nine samples of ten lie between these. */
  least: number
  most: number
}

/**
 * Median and spread of a function's samples.
 * @throws when it was not timed.
 */
export function spreadOf(times: Times, name: string): Spread {
  const samples = times.functions[name]?.toSorted((a, b) => a - b)
  if (!samples) throw new Error(`no times of ${name}: there are those of ${Object.keys(times.functions).join(', ')}`)
  const at = (share: number) => samples[Math.round(share * (samples.length - 1))] ?? 0
  return { median: at(0.5), low: at(0.25), high: at(0.75), least: at(0.05), most: at(0.95) }
}

/**
 * What a build's times say; see `figure`.
 * @param rest the parts of the figure's name behind its kind
 */
export function timeFigure({ times }: Build, kind: string, rest: string[]): Figure | undefined {
  if (!times) return undefined
  const names = Object.keys(times.functions)
  if (kind === 'slowest') {
    const [slowest = ''] = names.toSorted((a, b) => spreadOf(times, b).median - spreadOf(times, a).median)
    return { value: slowest, unit: 'place' }
  }
  const [name = '', which = 'median'] = rest
  if (kind !== 'time' || !names.includes(name)) return undefined
  if (which !== 'median' && which !== 'low' && which !== 'high') return undefined
  return { value: spreadOf(times, name)[which], unit: 'nanosecond' }
}
