import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { symbolTable } from './memory/code-map.ts'
import { readElf } from './memory/elf.ts'
import { mangledNames } from './memory/entry-facts.ts'
import { sourceFrames } from './memory/source-frames.ts'
import { crateUnits } from './memory/units.ts'
import { slotsBeside } from './stack-slots.ts'
import { demangle } from './symbols.ts'
import type { Elf } from './memory/elf.ts'
import type { SourceFrames } from './memory/source-frames.ts'
import type { CrateUnits } from './memory/units.ts'
import type { StackSlot } from './stack-slots.ts'
import type { Names } from './symbols.ts'

/** What an executable tells of itself, read once for all that is recorded of it. */
export type Executable = {
  /** Absolute path. */
  path: string
  /** Crate name, which is the file's name too. */
  crate: string
  /** The file's bytes. */
  file: Uint8Array
  elf: Elf
  /** The crate's part of the debug information. */
  units: CrateUnits
  /** Functions and lines of the crate's code by address. */
  frames: SourceFrames
  /** Demangled names of all functions in the executable and in the crate's debug information. */
  names: Names
  /** Gives the symbol of the function that holds an address of the file's own numbering. */
  symbolAt: (address: number) => string | undefined
  /** Where functions keep their variables, by mangled name; empty for code that is optimised. */
  slots: Map<string, StackSlot[]>
}

/**
 * Reads an executable.
 *
 * @throws Refused when it is no ELF file for x86-64 with DWARF 4, as rustc makes it with `-C dwarf-version=4`.
 */
export async function readExecutable(path: string, signal?: AbortSignal): Promise<Executable> {
  const file = await readFile(path)
  const elf = readElf(file)
  const crate = basename(path)
  const units = crateUnits(elf)
  const functions = elf.symbols.filter((one) => one.code).map((one) => one.name)
  const names = await demangle([...functions, ...mangledNames(units.entries.values())], signal)
  const [frames, symbolAt] = [sourceFrames(elf, units), symbolTable(elf)]
  return { path, crate, file, elf, units, frames, names, symbolAt, slots: await slotsBeside(path) }
}
