import { tokens, type Token } from '../../recorder/liveness/tokens.ts'

/** A statement to be put in front of another one, and what it asks about. */
export interface Probe {
  line: number
  name: string
  text: string
}

const OPEN = '([{'
const CLOSE = ')]}'

/** Words that begin an item or go on with an expression: no statement may stand in front of them. */
const NO_STATEMENT = new Set(
  'as const else enum extern fn impl macro_rules mod pub static struct trait type union use'.split(' '),
)

/** Words in whose braces there are no statements. */
const NO_BODY = new Set('enum extern impl macro_rules match mod struct trait union use'.split(' '))

/** Words that make a block. */
const BLOCK = new Set('async else fn for if loop move unsafe while'.split(' '))

const isMark = (token: Token | undefined, marks: string) => token?.kind === 'mark' && marks.includes(token.text)

/** The words and marks before an opening brace, back to what ends the statement before. */
function headOf(all: readonly Token[], open: number): string[] {
  const head: string[] = []
  let depth = 0
  for (let at = open - 1; at >= 0; at--) {
    const token = all[at]
    if (depth === 0 && (isMark(token, `${OPEN};`) || isMark(token, '}'))) break
    if (isMark(token, CLOSE)) depth += 1
    else if (isMark(token, OPEN)) depth -= 1
    else if (depth === 0) head.unshift(token?.text ?? '')
  }
  return head
}

/** Whether a brace opens a block: not the fields of a struct, the arms of a match, the items of an impl. */
function isBlock(all: readonly Token[], open: number | undefined): boolean {
  if (open === undefined || all[open]?.text !== '{') return false
  const head = headOf(all, open)
  const arrow = head.findLastIndex((text, at) => text === '>' && head[at - 1] === '=')
  const own = head.slice(arrow + 1)
  if (own.includes('fn')) return true
  if (own.some((text) => NO_BODY.has(text))) return false
  return own.length === 0 || own.some((text) => BLOCK.has(text)) || ['=', '|'].includes(own.at(-1) ?? '')
}

/** Where a statement begins, in bytes from 1, and its last line. */
export interface Start {
  column: number
  end: number
}

/** Last line of the statement that begins at a token. */
function endOf(all: readonly Token[], start: number): number {
  let depth = 0
  for (let at = start; at < all.length; at++) {
    const token = all[at]
    if (isMark(token, OPEN)) depth += 1
    if (isMark(token, CLOSE)) depth -= 1
    if (depth < 0 || (depth === 0 && isMark(token, ';'))) return token?.line ?? 0
  }
  return all.at(-1)?.line ?? 0
}

/** The statements that begin lines, by line. */
export function statementStarts(source: string): Map<number, Start> {
  const all = tokens(source)
  const open: number[] = []
  const starts = new Map<number, Start>()
  all.forEach((token, at) => {
    if (isMark(token, CLOSE)) open.pop()
    const before = all[at - 1]
    const isFirst = before !== undefined && before.line < token.line && isMark(before, ';{}')
    const begins = token.kind === 'mark' ? '*&('.includes(token.text) : !NO_STATEMENT.has(token.text)
    if (isFirst && begins && isBlock(all, open.at(-1)))
      starts.set(token.line, { column: token.column, end: endOf(all, at) })
    if (isMark(token, OPEN)) open.push(at)
  })
  return starts
}

/** The source with each probe in front of the statement that its line begins with; lines keep their numbers. */
export function withProbes(source: string, starts: ReadonlyMap<number, Start>, probes: readonly Probe[]): string {
  return source
    .split('\n')
    .map((text, at) => {
      const here = probes.filter(({ line }) => line === at + 1)
      const bytes = Buffer.from(text)
      const column = (starts.get(at + 1)?.column ?? 1) - 1
      const added = here.map((probe) => probe.text).join('')
      return `${bytes.subarray(0, column).toString()}${added}${bytes.subarray(column).toString()}`
    })
    .join('\n')
}

/** The probe in whose text a place of `withProbes`'s result lies. */
export function probeAt(
  starts: ReadonlyMap<number, Start>,
  probes: readonly Probe[],
  place: { line: number; column: number },
): Probe | undefined {
  let from = starts.get(place.line)?.column ?? Infinity
  return probes.find(({ line, text }) => {
    if (line !== place.line) return false
    const isIn = place.column >= from && place.column < from + text.length
    from += text.length
    return isIn
  })
}
