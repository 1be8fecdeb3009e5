/** `npm run record -- --text`: prints what memory held at each step. */
import { styleText } from 'node:util'
import { untilClosed } from './progress.ts'
import { recordingText, type Paint } from './text/recording-text.ts'
import type { Recording } from './schema.ts'

/** Columns where nobody says how wide the terminal is. */
const COLUMNS = 80
/** Fewer columns than this have no room for a value, more are hard to read. */
const RANGE = { least: 60, most: 120 }

/** Colours of the terminal; `styleText` leaves them out where stdout is none, or `NO_COLOR` is set. */
const TERMINAL: Paint = {
  heading: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
  added: (text) => styleText('green', text),
  changed: (text) => styleText('yellow', text),
  gone: (text) => styleText('red', text),
}

/** The width to write in, by the terminal and by `COLUMNS`. */
export function textWidth(columns: number | undefined, environment: NodeJS.ProcessEnv): number {
  const width = columns ?? (Number(environment.COLUMNS) || COLUMNS)
  return Math.min(RANGE.most, Math.max(RANGE.least, width))
}

/** Opens stdout for texts, brief ones or whole; when its reader goes away, as `head` does, the rest is dropped. */
export function openText(brief = false): (recording: Recording, builds?: string[]) => void {
  const out = untilClosed(process.stdout)
  const width = textWidth(process.stdout.columns, process.env)
  return (recording, builds) => out(recordingText(recording, { width, builds, brief, paint: TERMINAL }))
}
