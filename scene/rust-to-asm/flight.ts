import { CHARACTER, type AsmGeometry } from './geometry.ts'
import { instructionsOf, type FoldRow } from './rows.ts'
import { shownNumber, type AsmState } from './states.ts'

/** A word of a state at rest. */
export type Word = {
  text: string
  /** Left and top of its row, canvas px, and by how much it is enlarged. */
  x: number
  y: number
  scale: number
  /** Line that it belongs to, as shown; words of one line fly to each other. */
  line?: number
  /** CSS of its weight, slant or colour. */
  style: Readonly<Record<string, string>>
}

/** Left and top of a word, canvas px, by how much it is enlarged, and whether it is seen there. */
export type WordEnd = { x: number; y: number; scale: number; seen: boolean }

/** A word on its way between two states. */
export type FlightWord = {
  /** Unique in its flight. */
  key: string
  text: string
  /** CSS of its weight, slant or colour. */
  style: Readonly<Record<string, string>>
  from: WordEnd
  to: WordEnd
}

const RUST_STYLE: Readonly<Record<string, Record<string, string>>> = {
  keyword: { 'font-weight': '700' },
  type: { 'font-style': 'italic' },
  comment: { color: 'var(--ink-faint)' },
}

const FOLD_STYLE = { color: 'var(--ink-quiet)', 'font-family': 'var(--font-text)', 'font-size': '18px' }

/** Room that a fold's label takes before its text, canvas px. */
function labelWidth({ label }: FoldRow): number {
  return label === undefined ? 0 : (label.length + 2) * CHARACTER
}

/**
 * The words that a state contributes to a flight: its assembly, or its Rust where it has none.
 * Instructions without a line belong to the function's first line (prologue) or last (epilogue).
 */
export function wordsOf(state: AsmState, geometry: AsmGeometry): Word[] {
  return state.profile ? asmWords(state, geometry) : rustWords(state, geometry)
}

function rustWords(state: AsmState, { top, pitch, rustText, alone }: AsmGeometry): Word[] {
  return state.rust.flatMap((line, row) => {
    let column = 0
    return line.tokens.flatMap((token) => {
      const start = column
      column += token.text.length
      return [...token.text.matchAll(/\w+|[^\w\s]+/g)].map((match) => ({
        text: match[0],
        x: (rustText + (start + match.index) * CHARACTER) * alone,
        y: top + row * pitch * alone,
        scale: alone,
        line: shownNumber(state, line.number),
        style: RUST_STYLE[token.style] ?? {},
      }))
    })
  })
}

function asmWords(state: AsmState, geometry: AsmGeometry): Word[] {
  const first = state.rust[0]?.number
  const last = state.rust.at(-1)?.number
  const shown = (line: number | undefined) => (line === undefined ? undefined : shownNumber(state, line))
  return state.rows.flatMap((row, i) => {
    const y = geometry.top + i * geometry.pitch
    if (row.kind === 'fold') {
      const line = shown(row.line ?? instructionsOf(row)[0]?.line)
      return [{ text: `… ${row.text}`, x: geometry.mnemonic + labelWidth(row), y, scale: 1, line, style: FOLD_STYLE }]
    }
    const ends = { prologue: first, epilogue: last, compiler: undefined }
    const line = shown(row.line ?? ends[row.unlined ?? 'compiler'])
    const words: Word[] = [{ text: row.mnemonic, x: geometry.mnemonic, y, scale: 1, line, style: {} }]
    let column = 0
    for (const [at, piece] of row.pieces.entries()) {
      const text = at < row.pieces.length - 1 ? `${piece.text},` : piece.text
      const { region } = row.explanation
      const style: Word['style'] = piece.kind === 'memory' && region ? { color: `var(--${region})` } : {}
      words.push({ text, x: geometry.operands + column * CHARACTER, y, scale: 1, line, style })
      column += text.length + 1
    }
    return words
  })
}

/**
 * Keys the words of two states so that each flies along the compiler's line table: words with the
 * same text of the same line as themselves, other words of a line from and to each other, turning
 * into one another on the way, words whose line has no counterpart fading where they stand.
 * Every word of `from` is seen at the start and every word of `to` at the end.
 */
export function keyFlight(from: Word[], to: Word[]): FlightWord[] {
  const flight: FlightWord[] = []
  const add = (key: string, { text, style }: Word, a: Word, b: Word, seen: [boolean, boolean]) => {
    flight.push({ key, text, style, from: end(a, seen[0]), to: end(b, seen[1]) })
  }
  for (const line of new Set([...from, ...to].map((word) => word.line))) {
    const own = (words: Word[]) => words.filter((word) => word.line === line)
    const { same, gone, come } = matchTexts(own(from), own(to))
    const [starts, ends] = [same.map(([a]) => a), same.map(([, b]) => b)]
    const name = line === undefined ? 'none' : String(line)
    same.forEach(([a, b], i) => add(`${name}=${i}`, a, a, b, [true, true]))
    const alone = line === undefined || gone.length + same.length === 0 || come.length + same.length === 0
    gone.forEach((a, i) => add(`${name}-${i}`, a, a, alone ? a : counterpart(i, gone, come, ends), [true, false]))
    come.forEach((b, i) => add(`${name}+${i}`, b, alone ? b : counterpart(i, come, gone, starts), b, [false, true]))
  }
  return flight
}

/** Pairs words of equal text in order; each is used once. */
function matchTexts(from: Word[], to: Word[]): { same: [Word, Word][]; gone: Word[]; come: Word[] } {
  const come = [...to]
  const same: [Word, Word][] = []
  const gone = from.filter((a) => {
    const at = come.findIndex((b) => b.text === a.text)
    const [b] = at < 0 ? [] : come.splice(at, 1)
    if (b) same.push([a, b])
    return !b
  })
  return { same, gone, come }
}

/** The word at the same place of the other side, in proportion; one that matched if none is left. */
function counterpart(i: number, own: Word[], other: Word[], matched: Word[]): Word {
  const words = other.length > 0 ? other : matched
  const word = words[Math.floor((i * words.length) / own.length)] ?? own[i]
  if (!word) throw new RangeError(`no word ${i} of ${own.length}`)
  return word
}

function end({ x, y, scale }: Word, seen: boolean): WordEnd {
  return { x, y, scale, seen }
}

/** The animation of a word from one end of its flight to the other. */
export function wordFrames({ from, to }: FlightWord): { translate: string[]; scale: number[]; opacity: number[] } {
  const ends = [from, to]
  return {
    translate: ends.map(({ x, y }) => `${x}px ${y}px`),
    scale: ends.map(({ scale }) => scale),
    opacity: ends.map(({ seen }) => (seen ? 1 : 0)),
  }
}
