import type { MemoryState } from '../../recorder/trace-schema.ts'
import { codeLines, type CodeLine, type HighlightedSource } from '../code-lines.ts'
import { cut } from './text.ts'

/** A line where the stage shows it; a gap stands for lines that are left out. */
export type WindowLine = CodeLine & { gap: boolean }

/**
 * The lines that a page asked for: regions by name, in their order, a gap between two that are
 * apart. All of the program by default, without its head comment, its first `use` lines and marks.
 */
export function stageLines(recorded: HighlightedSource, regions?: readonly string[]): WindowLine[] {
  if (!regions?.length) return programLines(recorded)
  return regions.flatMap((region, i) => {
    const lines = codeLines(recorded, region).map((line) => ({ ...line, gap: false }))
    const first = lines[0]?.number ?? 0
    return i > 0 ? [{ number: -first, tokens: [], gap: true }, ...lines] : lines
  })
}

/** The line that runs next; where it is not among those shown, the line of the innermost frame whose line is, which waits for it. */
export function lineHere({ line, frames }: MemoryState, lines: readonly WindowLine[]): number {
  const isShown = (one: number) => lines.some(({ number }) => number === one)
  return isShown(line) ? line : (frames.findLast((frame) => isShown(frame.line))?.line ?? line)
}

/**
 * At most `most` consecutive lines with `line` among them: all where they fit, else those from a
 * blank line on, so that the function stays in sight and the window moves seldom.
 */
export function windowAt(lines: readonly WindowLine[], line: number, most: number): WindowLine[] {
  if (lines.length <= most) return [...lines]
  const at = lines.findIndex((one) => one.number === line)
  if (at < 0) return lines.slice(0, most)
  const starts = lines.flatMap((one, i) => (i === 0 || isBlank(lines[i - 1]) ? (isBlank(one) ? [] : [i]) : []))
  const near = starts.filter((start) => start <= at && at < start + most)
  const last = lines.length - most
  const start = near.find((one) => one >= at - most + 3) ?? Math.max(0, at - Math.floor(most / 2))
  return lines.slice(Math.min(start, last), Math.min(start, last) + most)
}

/** Heights of a line of code, canvas px. */
const LINE = { most: 34, least: 27 }

/** How high the lines of a program are in a room of that height, canvas px, and how many of them it shows at most. */
export function fitLines(count: number, height: number): { lineHeight: number; most: number } {
  const most = Math.floor(height / LINE.least)
  return { lineHeight: Math.min(LINE.most, Math.floor(height / Math.min(most, Math.max(1, count)))), most }
}

/** A line's tokens within `columns`, the last one cut with “…”. */
export function cutLine(line: WindowLine, columns: number): WindowLine {
  if (longestLine([line]) <= columns) return line
  let left = columns
  const tokens = line.tokens.flatMap((token) => {
    if (left <= 0) return []
    const text = token.text.length < left ? token.text : cut(`${token.text} `, left)
    left -= text.length
    return [{ ...token, text }]
  })
  return { ...line, tokens }
}

/** Columns of the longest line. */
export function longestLine(lines: readonly WindowLine[]): number {
  return Math.max(0, ...lines.map((line) => line.tokens.reduce((sum, token) => sum + token.text.length, 0)))
}

function isBlank(line: WindowLine | undefined): boolean {
  return !line || line.gap || line.tokens.every((token) => token.text.trim() === '')
}

function programLines({ source, highlighted }: HighlightedSource): WindowLine[] {
  const text = highlighted.map((tokens) => tokens.map((token) => token.text).join(''))
  const isHead = (line: string) => /^\s*\/\/(!|@)|^use /.test(line)
  const head = text.findIndex((line) => line.trim() !== '' && !isHead(line))
  const whole = { source: { ...source, regions: { all: { first: head + 1, last: text.length } } }, highlighted }
  const kept = codeLines(whole, 'all').filter((line) => !/^\s*\/\/ #(end)?region/.test(text[line.number - 1] ?? ''))
  const lines = kept.map((line) => ({ ...line, gap: false }))
  while (isBlank(lines[0]) && lines.length) lines.shift()
  while (isBlank(lines.at(-1)) && lines.length) lines.pop()
  return lines
}
