/** Tells for a code address which function of the snippet and which line it belongs to. */
import type { Executable } from '../executable.ts'
import { shortPath } from '../symbols.ts'
import type { DebugInfo, FunctionInfo } from './debug-info.ts'
import type { Elf } from './elf.ts'
import { runningAt } from './inlined.ts'
import type { LineRow } from './line-table.ts'
import { lastAtMost } from './sorted-search.ts'

/** Looks up code by its address in the process. */
export interface CodeMap {
  /** The snippet's function that holds an address. */
  functionAt(pc: number): FunctionInfo | undefined
  /** The snippet's function that runs at an address, an inlined one too. */
  runningAt(pc: number): FunctionInfo | undefined
  /** The snippet's line that the code at an address came from, in the function that holds it. */
  rowAt(pc: number): LineRow | undefined
  /** Whether a row of the line table, of the snippet's file, begins at an address. */
  isRow: (pc: number) => boolean
  /** Whether the code at an address came from a function that was inlined there. */
  isInlined: (pc: number) => boolean
  /** Any function's name, std's too, from the symbol table. */
  nameAt(pc: number): string | undefined
  /** Name of the function that starts at an address. */
  nameOfStart(pc: number): string | undefined
}

/** The last element whose `key` is at most `value`, in a list sorted by key. */
function lastBefore<T>(sorted: readonly T[], key: (one: T) => number, value: number): T | undefined {
  return sorted[lastAtMost(sorted, key, value)]
}

/** Gives the symbol of the function that holds an address of the file's own numbering. */
export function symbolTable(elf: Elf): (address: number) => string | undefined {
  const symbols = elf.symbols.filter((one) => one.code).sort((a, b) => a.address - b.address)
  return (address) => {
    const symbol = lastBefore(symbols, (one) => one.address, address)
    return symbol && address < symbol.address + Math.max(symbol.size, 1) ? symbol.name : undefined
  }
}

/** A map of the code loaded at `base`. */
export function codeMap({ elf, names, symbolAt, frames }: Executable, info: DebugInfo, base: number): CodeMap {
  const starts = new Set(elf.symbols.filter((one) => one.code).map((one) => one.address))

  function functionAt(pc: number): FunctionInfo | undefined {
    const found = lastBefore(info.functions, (one) => one.low, pc - base)
    return found && pc - base < found.high ? found : undefined
  }

  function nameAt(pc: number): string | undefined {
    const own = functionAt(pc)
    if (own) return own.name
    const symbol = symbolAt(pc - base)
    return symbol === undefined ? undefined : shortPath(names.get(symbol) ?? symbol, '')
  }

  function rowAt(pc: number): LineRow | undefined {
    const holder = functionAt(pc)
    const row = lastBefore(info.rows, (one) => one.address, pc - base)
    return holder && row && row.address >= holder.low ? row : undefined
  }

  return {
    functionAt,
    rowAt,
    isRow: (pc) => lastBefore(info.rows, (one) => one.address, pc - base)?.address === pc - base,
    runningAt(pc) {
      const [holder, row] = [functionAt(pc), rowAt(pc)]
      return holder && row && runningAt(holder, row, pc - base).at(-1)?.function
    },
    isInlined: (pc) => frames.at(pc - base).length > 1,
    nameAt,
    nameOfStart(pc) {
      const own = functionAt(pc)
      if (own) return own.low + base === pc ? own.name : undefined
      return starts.has(pc - base) ? nameAt(pc) : undefined
    },
  }
}
