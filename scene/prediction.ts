import type { Recording } from '../recorder/schema.ts'
import { figure } from './figure.ts'
import type { Recorded } from './recorded.ts'

/** What a page asks of `Predict`. */
export type PredictionRequest = {
  /** Names the prediction in the viewer's storage; stable. */
  id: string
  /** What is asked, in one sentence. */
  question: string
  recording: Recorded
  /** Figures that decide, separated by blanks: `debug.calls release.calls`. */
  of: string
  /** Reveals nothing: a later slide does. */
  later?: boolean
}

/**
 * The value of the option that a recording proves right: the figures of `of`, joined by `/`.
 * @throws when the recording lacks one of them.
 */
export function rightValue(recording: Recording, of: string): string {
  return wordsOf(of)
    .map((one) => figure(recording, one).value)
    .join('/')
}

/** The builds that the figures of `of` belong to, in their order. */
export function buildsOf(of: string): string[] {
  return wordsOf(of).map((one) => one.split('.')[0] ?? '')
}

function wordsOf(list: string): string[] {
  return list.trim().split(/\s+/)
}
