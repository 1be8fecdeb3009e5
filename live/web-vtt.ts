import type { Cue } from './subtitle-cues.ts'

/** Characters of a subtitle's line, as broadcasters have it, and lines of a subtitle. */
const LINE = 42
const LINES = 2

/** Characters that a subtitle of a recording may have. */
export const LONGEST_CUE = LINE * LINES

/** A WebVTT file: https://www.w3.org/TR/webvtt1/. */
export function webVtt(title: string, cues: readonly Cue[]): string {
  const blocks = cues.map(({ from, until, text }, index) =>
    [index + 1, `${timestamp(from)} --> ${timestamp(until)}`, ...inLines(text).map(escaped)].join('\n'),
  )
  return `${[`WEBVTT - ${title}`, ...blocks].join('\n\n')}\n`
}

/** Text of a cue: of HTML's references, older players know few. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** `01:02:03.456`, whole ms. */
function timestamp(ms: number): string {
  return new Date(Math.round(ms)).toISOString().slice(11, 23)
}

/** One line, or two that are about equally long. */
function inLines(text: string): string[] {
  if (text.length <= LINE) return [text]
  const blanks = [...text.matchAll(/ /g)].map(({ index }) => index)
  const [middle] = blanks.sort((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))
  return middle === undefined ? [text] : [text.slice(0, middle), text.slice(middle + 1)]
}
