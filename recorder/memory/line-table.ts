/** Reads the line number program of a compilation unit (DWARF 4, section 6.2). */
import { Refused } from '../refused.ts'
import { byteReader } from './byte-reader.ts'
import type { Elf } from './elf.ts'

/** One row of the line table: the instruction at `address` comes from `line` of `file`. */
export interface LineRow {
  address: number
  file: string
  /** 0 is code without a line. */
  line: number
  column: number
  /** A recommended breakpoint. */
  statement: boolean
  /** The function's frame is set up from here on. */
  prologueEnd: boolean
  /** End of a sequence: no code here. */
  end: boolean
  /** Of several inlined calls that begin at `address`: where the outermost stands. */
  around?: { line: number; column: number }
}

interface Header {
  files: string[]
  minLength: number
  defaultStatement: boolean
  lineBase: number
  lineRange: number
  opcodeBase: number
  operandCounts: number[]
  program: number
  end: number
}

function readHeader(bytes: Uint8Array, offset: number): Header {
  const reader = byteReader(bytes, offset)
  const end = reader.u32() + 4 + offset
  const version = reader.u16()
  if (version !== 4) throw new Refused(`line table is DWARF ${version}, not 4`)
  const program = reader.u32() + reader.at
  const minLength = reader.u8()
  reader.u8()
  const defaultStatement = reader.u8() !== 0
  const lineBase = (reader.u8() << 24) >> 24
  const lineRange = reader.u8()
  const opcodeBase = reader.u8()
  const operandCounts = Array.from({ length: opcodeBase - 1 }, () => reader.u8())
  const directories = ['']
  for (let name = reader.text(); name !== ''; name = reader.text()) directories.push(name)
  const files = ['']
  for (let name = reader.text(); name !== ''; name = reader.text()) {
    const directory = directories[reader.uleb()] ?? ''
    reader.uleb()
    reader.uleb()
    files.push(name.startsWith('/') || directory === '' ? name : `${directory}/${name}`)
  }
  const header = { files, minLength, defaultStatement, lineBase, lineRange, opcodeBase }
  return { ...header, operandCounts, program, end }
}

/** What `readLines` gives: rows in the program's order, and the unit's file names by number. */
export interface LineTable {
  rows: LineRow[]
  files: string[]
}

/** The rows of the line program at `offset` of `.debug_line`. */
export function readLines(elf: Elf, offset: number): LineTable {
  const bytes = elf.section('.debug_line').bytes
  const header = readHeader(bytes, offset)
  const reader = byteReader(bytes, header.program)
  const rows: LineRow[] = []
  const fresh = () => {
    const statement = header.defaultStatement
    return { address: 0, file: 1, line: 1, column: 0, statement, prologueEnd: false }
  }
  let state = fresh()
  const emit = (end = false) => {
    const { address, line, column, statement, prologueEnd } = state
    rows.push({ address, file: header.files[state.file] ?? '', line, column, statement, prologueEnd, end })
    state.prologueEnd = false
  }
  while (reader.at < header.end) {
    const opcode = reader.u8()
    if (opcode >= header.opcodeBase) {
      const adjusted = opcode - header.opcodeBase
      state.address += Math.floor(adjusted / header.lineRange) * header.minLength
      state.line += header.lineBase + (adjusted % header.lineRange)
      emit()
      continue
    }
    switch (opcode) {
      case 0: {
        const next = reader.uleb() + reader.at
        const extended = reader.u8()
        if (extended === 1) {
          emit(true)
          state = fresh()
        } else if (extended === 2) state.address = reader.u64()
        reader.at = next
        break
      }
      case 1:
        emit()
        break
      case 2:
        state.address += reader.uleb() * header.minLength
        break
      case 3:
        state.line += Number(reader.sleb())
        break
      case 4:
        state.file = reader.uleb()
        break
      case 5:
        state.column = reader.uleb()
        break
      case 6:
        state.statement = !state.statement
        break
      case 8:
        state.address += Math.floor((255 - header.opcodeBase) / header.lineRange) * header.minLength
        break
      case 10:
        state.prologueEnd = true
        break
      case 9:
        state.address += reader.u16()
        break
      default:
        for (let i = header.operandCounts[opcode - 1] ?? 0; i > 0; i--) reader.uleb()
    }
  }
  return { rows, files: header.files }
}
