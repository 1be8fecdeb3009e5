import { instructionsOf, type AsmRow, type InstructionRow } from './rows.ts'
import { buildTitle, countText } from './say-lines.ts'
import type { AsmPlan, AsmState, Lit } from './states.ts'
import { textWidth } from './text-width.ts'

/** Advance of one character of JetBrains Mono at 20 px: 600 of 1000 units an em. Canvas px. */
export const CHARACTER = 12
/** Height of the line at the foot that says where the listing comes from, canvas px. */
const FOOT = 24
/** Width of a number strip, canvas px. */
const STRIP = 34
/** Width of a strip whose instructions say `std` beside the number, canvas px. */
const STD_STRIP = 62
const GAP = 12
const GUTTER = 28
const HEADER = 38
const MAX_PITCH = 36
/** Most that Rust alone is enlarged: it is what the room looks at, and nothing stands beside it. */
const MOST_ALONE = 1.5
/** Room for the word "nothing" behind a line, in characters. */
const FATE = 7
/** Operands longer than this, in characters, push their own explanation aside and no other. */
const OPERANDS = 20

/** Where everything stands in the component's box, in canvas px from its top left. */
export type AsmGeometry = {
  width: number
  /** What header, rows and foot take. */
  height: number
  /** Top of the first row, below the header. */
  top: number
  /** Height of a row. */
  pitch: number
  /** Width of the Rust panel. */
  rustWidth: number
  /** Left of a Rust line's text. */
  rustText: number
  /** By how much the Rust is enlarged while it stands alone, from the panel's top left. */
  alone: number
  /** Left of the assembly panel and width of its strip. */
  asm: number
  strip: number
  /** Left of labels, mnemonics, operands and explanations. */
  label: number
  mnemonic: number
  operands: number
  explanation: number
}

/**
 * Room for the longest row and the most rows of any state, so that nothing shifts from click to click.
 * @param height most that the component may take, canvas px.
 */
export function layoutAsm({ states, steps }: AsmPlan, width: number, height: number): AsmGeometry {
  const listings = [...states.map((state) => state.rows), ...steps.flatMap((step) => (step.rows ? [step.rows] : []))]
  const rows = Math.max(...states.map((state) => state.rust.length), ...listings.map((listing) => listing.length))
  const pitch = Math.min(MAX_PITCH, Math.floor((height - HEADER - FOOT) / rows))
  const rustText = STRIP + GAP
  const columns = states.flatMap((state) =>
    state.rust.map((line) => lineLength(line) + (state.nothing.includes(line.number) ? FATE : 0)),
  )
  const rustWidth = Math.max(rustText + longest(columns, 0) * CHARACTER + GAP, 360)
  const asm = rustWidth + GUTTER
  const lines = Math.max(...states.map((state) => state.rust.length))
  const room = { across: width / (rustText + longest(columns, 0) * CHARACTER + GAP), down: rows / lines }
  const alone = Math.max(1, Math.min(MOST_ALONE, room.across, room.down))
  const instructions = listings.flat().filter((row) => row.kind === 'instruction')
  const strip = instructions.some((row) => row.std) ? STD_STRIP : STRIP
  const label = asm + strip + GAP
  const labelled = instructions.some((row) => row.label !== undefined)
  const mnemonic = label + (labelled ? 3 * CHARACTER + 4 : 0)
  const withOperands = instructions.filter((row) => row.pieces.length > 0)
  const mnemonics = longest(
    withOperands.map((row) => row.mnemonic.length),
    4,
  )
  const operands = mnemonic + (mnemonics + 1) * CHARACTER
  const lengths = instructions.map(operandLength).filter((length) => length <= OPERANDS)
  const explanation = commonLeft(
    instructions.flatMap((row) => roomBeside(row, { width, operands, mnemonic }) ?? []),
    operands + longest(lengths, 8) * CHARACTER + GAP + 6,
  )
  return {
    width,
    height: HEADER + rows * pitch + FOOT,
    top: HEADER,
    pitch,
    rustWidth,
    rustText,
    alone,
    asm,
    strip,
    label,
    mnemonic,
    operands,
    explanation,
  }
}

/** Size of explanations, canvas px. */
const EXPLANATION = 18

/** An explanation, whole or in fewer words, and its left, canvas px. */
export type Beside = { text: string; left: number }

/**
 * The explanations of a listing's rows, by row: in a column that most of them share, that of all
 * states where it serves, or further left where one is long, or further right where its operands
 * are. None where there is no room.
 */
export function explanationsBeside(rows: readonly AsmRow[], geometry: AsmGeometry): Map<AsmRow, Beside> {
  const rooms = rows.flatMap((row) => {
    const room = row.kind === 'instruction' && roomBeside(row, geometry)
    return room ? [{ row, ...room }] : []
  })
  const left = commonLeft(rooms, geometry.explanation)
  return new Map(
    rooms.map(({ row, text, first, last }) => [row, { text, left: Math.min(last, Math.max(left, first)) }]),
  )
}

/** The left that most explanations can share, at most `preferred`. */
function commonLeft(rooms: readonly Room[], preferred: number): number {
  const sharing = (left: number) => rooms.filter(({ first, last }) => first <= left && left <= last).length
  const lefts = rooms.map(({ last }) => last).filter((last) => last < preferred)
  return lefts.reduce((best, left) => (sharing(left) > sharing(best) ? left : best), preferred)
}

type Columns = Pick<AsmGeometry, 'width' | 'operands' | 'mnemonic'>

/** The words for which there is room behind a row's operands, and the first and last left that they may have, canvas px. */
type Room = { text: string; first: number; last: number }

function roomBeside(row: InstructionRow, { width, operands, mnemonic }: Columns): Room | undefined {
  const { text, brief, strong } = row.explanation
  const length = operandLength(row)
  const own = length > 0 ? operands + length * CHARACTER : mnemonic + row.mnemonic.length * CHARACTER
  const first = own + GAP + 6
  const wording = [text, brief].find((one) => one && first <= width - textWidth(one, EXPLANATION, strong))
  return wording === undefined
    ? undefined
    : { text: wording, first, last: width - textWidth(wording, EXPLANATION, strong) }
}

/** Where a note about what the viewer points at stands, canvas px. */
export type NoteBox = { left: number; top: number; width: number }

/** Room that a short note needs, canvas px. */
const NOTE = 64

/** The free place below the Rust, or below the assembly where the Rust is long; else over the Rust's last lines. */
export function noteBox(state: AsmState, geometry: AsmGeometry): NoteBox {
  const { top, pitch, height, width, rustText, rustWidth, label } = geometry
  const below = (rows: number) => top + rows * pitch + 8
  const fits = (rows: number) => height - below(rows) >= NOTE
  if (!fits(state.rust.length) && fits(state.rows.length)) {
    return { left: label, top: below(state.rows.length), width: width - label }
  }
  return { left: rustText, top: Math.min(below(state.rust.length), height - NOTE), width: rustWidth - rustText }
}

function operandLength(row: InstructionRow): number {
  return Math.max(0, row.text.length - row.mnemonic.length - 1)
}

function longest(lengths: number[], least: number): number {
  return Math.max(least, ...lengths)
}

function lineLength(line: AsmState['rust'][number]): number {
  return line.tokens.reduce((length, token) => length + token.text.length, 0)
}

/** Size of the header's title and of its switches, and what keeps them apart, canvas px. */
const TITLE = 18
const SWITCH = 16
const APART = 20

/** Edges of the mark around a build's name, and the gap behind it, canvas px. */
const MARK = 36

/** Whether a build's title and a switch stand beside each other above the assembly. */
export function titleFits(state: AsmState, text: string, { width, label }: AsmGeometry): boolean {
  const title = textWidth(`${buildTitle(state)} ${countText(state)}`, TITLE, true) + MARK
  return label + title + APART + textWidth(text, SWITCH) <= width
}

/** A curve from a Rust line to one of its runs of instructions, as an SVG path in canvas px. */
export type Connector = { key: string; path: string }

/**
 * Curves from Rust lines to their instructions, where the build's code is not in source order:
 * where lines alternate or run backwards. From each lit line to all of its runs; where nothing is
 * lit, to the runs that come later than a line that follows theirs. In source order equal strips
 * say enough.
 */
export function connectors(state: AsmState, lit: Lit, geometry: AsmGeometry): Connector[] {
  if (inSourceOrder(state)) return []
  const { top, pitch, rustWidth, asm } = geometry
  const atRest = lit.lines.length === 0 && lit.instructions.length === 0
  const middle = (index: number) => top + (index + 0.5) * pitch
  return state.rust.flatMap((line, i) => {
    if (!atRest && !lit.lines.includes(line.number)) return []
    const from = middle(i)
    const tied = (row: InstructionRow) =>
      row.line === line.number && (atRest ? isLate(row, state) : lit.instructions.includes(row.index))
    return runsOf(state, tied).map(({ first, last }) => {
      const to = (middle(first) + middle(last)) / 2
      const bend = (asm - rustWidth) / 2
      const bends = `${rustWidth + bend} ${from} ${asm - bend} ${to}`
      const curve = `M ${rustWidth} ${from} C ${bends} ${asm - 6} ${to}`
      const bracket = first === last ? '' : ` M ${asm - 6} ${middle(first)} V ${middle(last)}`
      return { key: `${line.number}-${first}`, path: curve + bracket }
    })
  })
}

/** Whether a row on the hot path stands behind one of a line that follows its own. */
function isLate({ line, cold, index }: InstructionRow, { instructions }: AsmState): boolean {
  if (line === undefined || cold) return false
  return instructions.slice(0, index).some((before) => !before.cold && (before.line ?? 0) > line)
}

/** Neighbouring rows whose instructions are all wanted, as first and last row. */
function runsOf(state: AsmState, wanted: (row: InstructionRow) => boolean): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = []
  for (const [i, row] of state.rows.entries()) {
    if (!instructionsOf(row).every(wanted)) continue
    const run = runs.at(-1)
    if (run && run.last === i - 1) run.last = i
    else runs.push({ first: i, last: i })
  }
  return runs
}

/** Whether the lines of the instructions never go back, instructions without a line aside. */
export function inSourceOrder(state: AsmState): boolean {
  return !state.instructions.some((row) => isLate(row, state))
}
