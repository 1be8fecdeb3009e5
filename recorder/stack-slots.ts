/**
 * Where code that is not optimised keeps its variables, as LLVM's pass `stack-frame-layout` tells it while the
 * program is compiled (https://llvm.org/docs/Passes.html). It names variables that the debug information leaves
 * out too: those in whose scope no code was made.
 */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Asks rustc for the remarks; they change nothing of the code. */
export const SLOT_REMARKS = ['-C', 'remark=stack-frame-layout']

/** The file beside an executable that keeps the remarks of its compilation. */
export const SLOTS_FILE = 'stack-frame-layout.txt'

/** The place of a variable in its function's frame. */
export interface StackSlot {
  name: string
  /** Line of its declaration. */
  line: number
  /** Bytes from what `rsp` is when the function is called, where its return address lies; negative. */
  offset: number
  /** Bytes. */
  size: number
}

/** The slots of each function, by its mangled name, in the diagnostics that rustc writes as lines of JSON. */
export function stackSlots(diagnostics: string): Map<string, StackSlot[]> {
  const found = new Map<string, StackSlot[]>()
  for (const row of diagnostics.split('\n')) {
    if (!row.startsWith('{') || !row.includes('stack-frame-layout')) continue
    const { message = '' } = JSON.parse(row) as { message?: string }
    const [, symbol] = /^\s*Function: (\S+)$/m.exec(message) ?? []
    if (symbol !== undefined) found.set(symbol, slotsIn(message))
  }
  return found
}

function slotsIn(remark: string): StackSlot[] {
  const slots: StackSlot[] = []
  let place: Pick<StackSlot, 'offset' | 'size'> | undefined
  for (const line of remark.split('\n')) {
    const [, offset, size] = /^\s*Offset: \[SP([+-]\d+)\], Type: \w+, Align: \d+, Size: (\d+)$/.exec(line) ?? []
    if (offset !== undefined) place = { offset: Number(offset), size: Number(size) }
    const [, name, declared] = /^\s+(\S+) @ .*:(\d+)$/.exec(line) ?? []
    if (place && name !== undefined) slots.push({ name, line: Number(declared), ...place })
  }
  return slots
}

/** The slots of an executable that `compile` made; none where it was made without asking for them. */
export async function slotsBeside(binary: string): Promise<Map<string, StackSlot[]>> {
  const remarks = await readFile(join(dirname(binary), SLOTS_FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return stackSlots(remarks)
}
