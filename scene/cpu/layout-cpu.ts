import { monoWidth } from '../stage/text.ts'
import type { Box } from '../stage/box.ts'
import { parseOperands, wholeRegister } from '../rust-to-asm/operands.ts'
import { addressOf } from '../stage/address.ts'
import { layoutCode, type AsmColumn, type RustColumn } from './layout-code.ts'
import type { CpuPlay } from './play-cpu.ts'
import { REGISTERS } from './registers.ts'
import { touchedWords, WORD } from './replay-run.ts'

/** Canvas px of text in cells. */
export const CELL_FONT = 18
/** Canvas px of addresses. */
export const ADDRESS_FONT = 18

const COLUMN_GAP = 44
const HEADING = 26
const CHIP = { wide: 152, narrow: 124, height: 34, name: 24, gapX: 12, gapY: 6 }
const GUTTER = 116
const TAG = 84
const ROW = 37
const LEAST_ROW = 25

/** A place in the stack's column: one word, or several that nothing touches. */
export type StackRow = { kind: 'word'; address: number; box: Box } | { kind: 'gap'; from: number; to: number; box: Box }

/** Where everything stands in the picture, the same over all clicks. Canvas px from its top left. */
export type CpuLayout = {
  width: number
  height: number
  rust: RustColumn
  asm: AsmColumn
  registers: { name: string; box: Box }[]
  headings: { registers: Box; stack: Box }
  stack: {
    rows: StackRow[]
    /** Right edge of addresses, left of the marker. */
    gutter: number
    marker: number
    /** Left of `written` and `read`, and of frames' names. */
    tag: number
    frame: number
    /** Columns that a frame's name may take. */
    frameWidth: number
  }
}

/**
 * Lays the picture out for all clicks at once, so that nothing moves that did not change.
 * @param width canvas px
 * @param height canvas px
 */
export function layoutCpu(play: CpuPlay, width: number, height: number): CpuLayout {
  const { rust, asm } = layoutCode(play, height)
  const x = Math.min(asm.width, Math.round(width * 0.5)) + COLUMN_GAP
  const registers = layoutRegisters(play, x, width - x)
  const bottom = Math.max(HEADING, ...registers.map(({ box }) => box.y + box.height))
  const stackTop = bottom + 14
  const longest = Math.max(
    ...play.names.flatMap(({ frames }) => frames.map((frame) => frame.function.length)),
    'caller'.length,
  )
  const frameWidth = Math.min(Math.ceil(monoWidth('0'.repeat(longest), CELL_FONT)) + 4, 190)
  const wordX = x + GUTTER
  const wordWidth = width - wordX - TAG - frameWidth - 18
  const rows = layoutWords(play, {
    x: wordX,
    y: stackTop + HEADING,
    width: wordWidth,
    height: height - stackTop - HEADING,
  })
  const end = wordX + wordWidth
  return {
    width,
    height,
    rust,
    asm,
    registers,
    headings: {
      registers: { x, y: 0, width: width - x, height: HEADING },
      stack: { x: wordX, y: stackTop, width: wordWidth, height: HEADING },
    },
    stack: { rows, gutter: wordX - 14, marker: x, tag: end + 12, frame: end + 12 + TAG + 6, frameWidth },
  }
}

function layoutRegisters(play: CpuPlay, x: number, width: number): CpuLayout['registers'] {
  const names = shownRegisters(play)
  const fits = (chip: number) => Math.max(1, Math.floor((width + CHIP.gapX) / (chip + CHIP.gapX)))
  const chip = names.length <= fits(CHIP.wide) ? CHIP.wide : CHIP.narrow
  const perRow = fits(chip)
  return names.map((name, i) => ({
    name,
    box: {
      x: x + (i % perRow) * (chip + CHIP.gapX),
      y: Math.floor(i / perRow) * (CHIP.name + CHIP.height + CHIP.gapY) + CHIP.name,
      width: chip,
      height: CHIP.height,
    },
  }))
}

/** `rsp`, and every register that a shown instruction names or a click changes. */
function shownRegisters(play: CpuPlay): string[] {
  const shown = new Set(['rsp'])
  for (const { first, last } of play.clicks) {
    for (const step of play.run.steps.slice(first, last + 1)) {
      const instruction = play.functions.get(step.function)?.listing.instructions[step.index]
      for (const operand of parseOperands(instruction?.operands ?? '')) {
        if (operand.kind === 'register') shown.add(wholeRegister(operand.name))
        if (operand.kind === 'memory' && operand.base) shown.add(operand.base)
      }
      if (instruction) for (const name of Object.keys(step.registers)) shown.add(name)
    }
  }
  return REGISTERS.filter((name) => shown.has(name))
}

/**
 * Rows for the words from two above the entry to the lowest that is used, and below it what was recorded
 * and has room; where words do not fit, runs of untouched ones are folded.
 */
function layoutWords(play: CpuPlay, area: Box): StackRow[] {
  const first = play.clicks[0]?.first ?? 0
  const last = play.clicks.at(-1)?.last ?? 0
  const entry = addressOf(play.run.registers['rsp'] ?? '0x0')
  const used = new Set<number>()
  for (const state of play.states.slice(first, last + 2)) used.add(state.rsp)
  for (const step of play.run.steps.slice(first, last + 1)) {
    for (const { address, size } of step.memory)
      for (const word of touchedWords(addressOf(address), size)) used.add(word)
  }
  const near = [...used].filter((address) => address <= entry + 32 * WORD)
  const known = play.states[first]?.words ?? new Map<number, bigint>()
  const roomy = Math.floor(area.height / ROW)
  let lowest = Math.min(...near)
  const highest = Math.max(entry + 2 * WORD, ...near)
  while ((highest - lowest) / WORD + 1 < roomy && known.has(lowest - WORD)) lowest -= WORD
  const addresses: number[] = []
  for (let address = highest; address >= lowest; address -= WORD) addresses.push(address)
  const most = Math.floor(area.height / LEAST_ROW)
  const shown = foldToFit(addresses, used, most)
  const pitch = Math.min(ROW, Math.floor(area.height / shown.length))
  return shown.map((run, i): StackRow => {
    const box = { x: area.x, y: area.y + i * pitch, width: area.width, height: pitch - 3 }
    const [from = 0] = run
    if (run.length === 1) return { kind: 'word', address: from, box }
    return { kind: 'gap', from, to: run.at(-1) ?? from, box }
  })
}

/** Runs of words, a row each, at most `most`: untouched ones give way first, then the uppermost. */
function foldToFit(addresses: readonly number[], used: ReadonlySet<number>, most: number): number[][] {
  if (addresses.length <= most) return addresses.map((address) => [address])
  const folded = foldUntouched(addresses, used)
  if (folded.length <= most) return folded
  const kept = folded.slice(folded.length - most + 1)
  return [folded.slice(0, folded.length - most + 1).flat(), ...kept]
}

/** Neighbouring words that nothing touches, together. */
function foldUntouched(addresses: readonly number[], used: ReadonlySet<number>): number[][] {
  const runs: number[][] = []
  for (const address of addresses) {
    const run = runs.at(-1)
    const loose = !used.has(address)
    if (run && loose && !used.has(run[0] ?? 0)) run.push(address)
    else runs.push([address])
  }
  return runs
}
