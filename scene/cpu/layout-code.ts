import { foldRows } from '../rust-to-asm/fold-rows.ts'
import type { AsmRow, InstructionRow } from '../rust-to-asm/rows.ts'
import { longestLine, windowAt, type WindowLine } from '../stage/code-window.ts'
import { monoWidth } from '../stage/text.ts'
import type { CpuPlay } from './play-cpu.ts'

/** Canvas px of code. */
const CODE_FONT = 20

/** How the Rust above the assembly is set. Canvas px. */
export type RustColumn = { pitch: number; lines: number }

/** How the assembly is set, the same over all clicks. Canvas px. */
export type AsmColumn = {
  pitch: number
  width: number
  top: number
  /** Left of mnemonics and of operands. */
  mnemonic: number
  operands: number
  /** Left of what an instruction means, and how much it may take. */
  meaning: number
  meaningWidth: number
  /** Rows of each function, those that do not run folded where there are many. */
  blocks: { function: string; rows: AsmRow[] }[]
  /** Whether all functions stand below one another; else the one that runs stands alone. */
  together: boolean
  /** Rows that have room. */
  capacity: number
}

/** What stands in one row of the assembly. */
export type AsmSlot =
  | { kind: 'label'; key: string; y: number; function: string }
  | { kind: 'row'; key: string; y: number; function: string; row: InstructionRow }
  | { kind: 'note'; key: string; y: number; function: string; text: string }

const STRIP = 48
const RUST_LINES = { many: 6, few: 3 }
const RUST_PITCH = 30
const BETWEEN = 16
const PITCH = { most: 36, least: 26 }

/** Shares the column's height between Rust and assembly: assembly takes from Rust where it is long. */
export function layoutCode(play: CpuPlay, height: number): { rust: RustColumn; asm: AsmColumn } {
  const functions = [...play.functions]
  const blocks = functions.map(([name, { rows }]) => ({ function: name, rows: foldRows(rows, ranIn(play, name)) }))
  const longestRust = Math.max(...functions.map(([, { rust }]) => rust.length))
  const total = blocks.reduce((sum, { rows }) => sum + rows.length, 0) + blocks.length - 1
  const needed = (rows: number, lines: number) => lines * RUST_PITCH + BETWEEN + rows * PITCH.least
  const many = Math.min(RUST_LINES.many, longestRust)
  const lines = needed(total, many) <= height ? many : Math.min(RUST_LINES.few, longestRust)
  const top = lines * RUST_PITCH + BETWEEN
  const together = needed(total, lines) <= height
  const longest = together ? total : Math.max(...blocks.map(({ rows }) => rows.length))
  const pitch = Math.max(PITCH.least, Math.min(PITCH.most, Math.floor((height - top) / longest)))
  const columns = textColumns(play)
  return {
    rust: { pitch: RUST_PITCH, lines },
    asm: { pitch, top, ...columns, blocks, together, capacity: Math.floor((height - top) / pitch) },
  }
}

/** Places in a function's listing that a click shows. */
function ranIn(play: CpuPlay, name: string): Set<number> {
  const steps = play.clicks.flatMap(({ shown }) => play.run.steps[shown] ?? [])
  return new Set(steps.filter((step) => step.function === name).map(({ index }) => index))
}

function textColumns(play: CpuPlay): Pick<AsmColumn, 'width' | 'mnemonic' | 'operands' | 'meaning' | 'meaningWidth'> {
  const functions = [...play.functions.values()]
  const rows = functions.flatMap((one) => one.rows)
  const characters = (count: number) => Math.ceil(monoWidth('0'.repeat(count), CODE_FONT))
  const mnemonics = Math.max(4, ...rows.map((row) => row.mnemonic.length))
  const operands = STRIP + characters(mnemonics + 1)
  const text = Math.max(6, ...rows.map((row) => row.text.length - row.mnemonic.length - 1))
  const rust = Math.max(...functions.map((one) => longestLine(one.rust)))
  const width = Math.max(operands + characters(text), STRIP + characters(rust)) + 12
  const meaning = operands + characters(text) + 24
  return { width, mnemonic: STRIP, operands, meaning, meaningWidth: width - meaning }
}

/**
 * The rows of assembly after a click: all functions, or a part of the one that runs with `index`
 * in it. What is above and below that part is counted.
 */
export function asmSlots(
  { blocks, together, top, pitch, capacity }: AsmColumn,
  name: string,
  index: number,
): AsmSlot[] {
  const place = (slots: readonly Unplaced[]) => slots.map((slot, i): AsmSlot => ({ ...slot, y: top + i * pitch }))
  if (together)
    return place(blocks.flatMap((block, i) => [...(i > 0 ? [label(block.function)] : []), ...slotsOf(block)]))
  const block = blocks.find((one) => one.function === name)
  if (!block) return []
  const all = slotsOf(block)
  if (all.length <= capacity) return place(all)
  const at = Math.max(
    0,
    block.rows.findIndex((row) => row.key === `i${index}`),
  )
  const stride = Math.max(1, capacity - 4)
  const start = Math.min(Math.max(0, Math.floor((at - 1) / stride) * stride), all.length - capacity)
  const shown = all.slice(start, start + capacity)
  if (start > 0) shown.splice(0, 1, more(name, start + 1, 'above'))
  const below = all.length - start - capacity
  if (below > 0) shown.splice(-1, 1, more(name, below + 1, 'below'))
  return place(shown)
}

type Unplaced = AsmSlot extends infer Slot ? (Slot extends AsmSlot ? Omit<Slot, 'y'> : never) : never

function slotsOf(block: AsmColumn['blocks'][number]): Unplaced[] {
  return block.rows.map((row): Unplaced => {
    const key = `${block.function} ${row.key}`
    if (row.kind === 'instruction') return { kind: 'row', key, function: block.function, row }
    return { kind: 'note', key, function: block.function, text: `… ${row.text}` }
  })
}

function label(name: string): Unplaced {
  return { kind: 'label', key: `label ${name}`, function: name }
}

function more(name: string, count: number, where: 'above' | 'below'): Unplaced {
  return { kind: 'note', key: where, function: name, text: `… ${count} ${where}` }
}

/** The lines of Rust that stand beside a line of a function. */
export function rustWindow(play: CpuPlay, name: string, line: number | undefined, most: number): WindowLine[] {
  const rust = play.functions.get(name)?.rust ?? []
  return windowAt(rust, line ?? rust[0]?.number ?? 0, most)
}
