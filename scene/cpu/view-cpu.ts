import { gutterAddress, hexadecimal } from '../stage/address.ts'
import type { Box } from '../stage/box.ts'
import { bytesInWords, cut, monoFit, monoWidth } from '../stage/text.ts'
import { effectsOf, type Carry, type Effects } from './click-effects.ts'
import { asmSlots, type AsmSlot } from './layout-code.ts'
import { ADDRESS_FONT, CELL_FONT, type CpuLayout, type StackRow } from './layout-cpu.ts'
import { shownRow, stateAt, type CpuPlay } from './play-cpu.ts'
import { WORD, type CpuState } from './replay-run.ts'
import { sayClick } from './say-click.ts'
import { ownerOf, type StackNames } from './word-names.ts'
import { wholeWord, wordText, type WordRegion } from './word-text.ts'

/** A word of the stack, or several that nothing touches, as one row. */
export type WordCell = {
  key: string
  box: Box
  /** `…e368`; of a gap the highest. */
  address: string
  /** What it holds, and its value; cut so that both fit. */
  name: string
  text: string
  region?: WordRegion
  /** `free` lies below `rsp`; `unwritten` is the frame's but nothing was stored there yet. */
  state: 'live' | 'free' | 'unwritten' | 'gap'
  access?: 'read' | 'write'
  /** The cell in full, for reading aloud. */
  sentence: string
}

/** The words of one running function. */
export type FrameBox = {
  key: string
  /** Cut to its column. */
  name: string
  box: Box
  /** The function that runs now. */
  current: boolean
  /** Its upper end is not shown: it is the caller. */
  open: boolean
}

/** A register, and what it held before where the click changed it and there is room. */
export type RegisterChip = {
  name: string
  box: Box
  text: string
  region?: WordRegion
  changed: boolean
  was: string
  sentence: string
}

/** A value on its way, from box to box. */
export type Flight = { key: string; from: Box; to: Box; text: string }

/** The picture of one click. */
export type CpuView = {
  /** Function and row of the instruction that ran, absent before the first. */
  ran?: { function: string; index: number; line?: number }
  /** Function that the Rust beside it is of, and the rows of assembly. */
  function: string
  asm: AsmSlot[]
  line?: number
  sentence: string
  registers: RegisterChip[]
  words: WordCell[]
  frames: FrameBox[]
  /** y of the row that `rsp` points at: its middle, and the edge below it. */
  rsp: { middle: number; edge: number }
  flights: Flight[]
}

/** The picture of a click, a pure function of it. */
export function viewCpu(play: CpuPlay, layout: CpuLayout, click: number): CpuView {
  const { state, names } = stateAt(play, click)
  const before = click > 0 ? stateAt(play, click - 1).state : state
  const effects = effectsOf(play, click)
  const ran = shownRow(play, click)
  const next = shownRow(play, click + 1)
  const name = ran?.function ?? next?.function ?? play.run.function
  const words = layout.stack.rows.map((row) => wordCell(play, row, state, names, effects))
  return {
    ran: ran && { function: ran.function, index: ran.row.index, line: ran.row.line },
    function: name,
    asm: asmSlots(layout.asm, name, ran?.row.index ?? next?.row.index ?? 0),
    line: ran?.row.line,
    sentence: sayClick(play, click),
    registers: layout.registers.map(({ name, box }) => chip(play, name, box, state, before, effects)),
    words,
    frames: frameBoxes(layout, state, names),
    rsp: markerOf(layout, state),
    flights: effects.carries.flatMap((carry) => flightOf(play, layout, carry, state)),
  }
}

function wordCell(
  play: CpuPlay,
  row: StackRow,
  state: CpuState,
  { names, frames }: StackNames,
  effects: Effects,
): WordCell {
  if (row.kind === 'gap') {
    const bytes = row.from - row.to + WORD
    const name = `${bytesInWords(bytes)} not used here`
    return {
      key: `gap ${row.from}`,
      box: row.box,
      address: gutterAddress(row.from),
      name,
      text: '',
      state: 'gap',
      sentence: name,
    }
  }
  const { address, box } = row
  const owner = ownerOf(address, state.rsp, frames)
  const known = names.get(address)
  const value = state.words.get(address)
  const unwritten = owner !== 'free' && owner !== 'caller' && !known
  const written = value === undefined ? { text: '' } : wordText(value, state.rsp, play.build.run, known?.code)
  const fitted = fit(known?.text ?? '', unwritten ? '?' : written.text, box.width, known?.code ?? false)
  const cellState = owner === 'free' ? 'free' : unwritten ? 'unwritten' : 'live'
  return {
    key: hexadecimal(address),
    box,
    address: gutterAddress(address),
    name: fitted.name,
    text: fitted.text,
    region: unwritten ? undefined : written.region,
    state: cellState,
    access: effects.touched.get(address),
    sentence: [
      hexadecimal(address),
      known?.text ?? '',
      value === undefined ? 'not recorded' : wholeWord(value),
      {
        free: 'below rsp',
        unwritten: `part of ${owner}’s frame, not written`,
        live: owner === 'caller' ? 'the caller’s' : `part of ${owner}’s frame`,
      }[cellState],
    ]
      .filter(Boolean)
      .join(', '),
  }
}

/** Name and value in a cell: a return address gives up its digits first, then the name is cut. */
function fit(name: string, text: string, width: number, code: boolean): { name: string; text: string } {
  const room = monoFit(width - 22, CELL_FONT)
  if (name.length + (text ? text.length + 2 : 0) <= room) return { name, text }
  if (code) return { name: cut(name, room), text: '' }
  return { name: cut(name, room - text.length - 2), text }
}

function chip(
  play: CpuPlay,
  name: string,
  box: Box,
  state: CpuState,
  before: CpuState,
  effects: Effects,
): RegisterChip {
  const changed = effects.changed.has(name)
  const value = state.registers.get(name)
  const was = before.registers.get(name)
  const text = value === undefined ? { text: '?' } : wordText(value, state.rsp, play.build.run)
  const old = changed && was !== undefined ? `was ${wordText(was, before.rsp, play.build.run).text}` : ''
  const fits = monoWidth(name, CELL_FONT) + monoWidth(old, ADDRESS_FONT) + 6 <= box.width
  return {
    name,
    box,
    text: text.text,
    region: text.region,
    changed,
    was: fits ? old : '',
    sentence: `${name}: ${value === undefined ? 'not recorded' : wholeWord(value)}${changed && was !== undefined ? `, was ${wholeWord(was)}` : ''}`,
  }
}

function frameBoxes(layout: CpuLayout, state: CpuState, { frames }: StackNames): FrameBox[] {
  const owned = layout.stack.rows.map((row) => ({ row, owner: ownerIndex(row, state, frames) }))
  const shown = [-1, ...frames.keys()]
  const characters = monoFit(layout.stack.frameWidth, CELL_FONT)
  return shown.flatMap((index): FrameBox[] => {
    const rows = owned.filter(({ owner }) => owner === index).map(({ row }) => row)
    const [first, last] = [rows[0], rows.at(-1)]
    if (!first || !last) return []
    const frame = frames[index]
    const box = { ...first.box, height: last.box.y + last.box.height - first.box.y }
    return [
      {
        key: `${index}`,
        name: cut(frame?.function ?? 'caller', characters),
        box,
        current: index === frames.length - 1,
        open: index < 0,
      },
    ]
  })
}

/** Place among the frames of the one that a row belongs to; -1 for the caller, -2 for free words. */
function ownerIndex(row: StackRow, state: CpuState, frames: StackNames['frames']): number {
  const address = row.kind === 'word' ? row.address : row.from
  if (ownerOf(address, state.rsp, frames) === 'free') return -2
  return frames.findLastIndex(({ entry }) => address <= entry)
}

function markerOf(layout: CpuLayout, { rsp }: CpuState): CpuView['rsp'] {
  const rows = layout.stack.rows
  const row = rows.find((one) => (one.kind === 'word' ? one.address <= rsp : one.to <= rsp)) ?? rows.at(-1)
  const box = row?.box ?? { x: 0, y: 0, width: 0, height: 0 }
  return { middle: box.y + box.height / 2, edge: box.y + box.height + 1.5 }
}

function flightOf(play: CpuPlay, layout: CpuLayout, { from, to, value }: Carry, state: CpuState): Flight[] {
  const boxOf = (place: Carry['from']) =>
    'register' in place
      ? layout.registers.find((one) => one.name === place.register)?.box
      : layout.stack.rows.find((row) => row.kind === 'word' && row.address === place.word)?.box
  const [start, end] = [boxOf(from), boxOf(to)]
  if (!start || !end) return []
  return [
    {
      key: `${JSON.stringify(from)}${JSON.stringify(to)}`,
      from: start,
      to: end,
      text: wordText(value, state.rsp, play.build.run).text,
    },
  ]
}
