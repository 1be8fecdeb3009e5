/** Which debug information a variable of the source has, and where its place is when it has none. */
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import type { ProcessMemory } from './process-memory.ts'
import type { VariableView } from './variable-states.ts'

/** A type's name without its arguments, which MIR and the debug information write differently. */
const headOf = (type: string): string => type.split('<')[0] ?? type

/**
 * The debug information of a variable of the source: the function's variables of its name and line
 * stand in the same order in both. Where one of them has none, the code of the scopes decides. A macro of std may
 * have a variable of the same name there, as a `for` has: then it is the one of the variable's type.
 */
export function infoOf(
  { variables }: FunctionInfo,
  view: VariableView,
  used: ReadonlySet<LocalInfo>,
  pc: number,
): LocalInfo | undefined {
  const lines = view.calledOn ?? [view.line]
  const alike = variables.filter(({ name, line }) => name === view.name && lines.includes(line))
  // A match guard sees its binding by reference: the same name once more.
  const named = alike.filter((one) => !alike.some(({ type }) => one.type.name === `&${type.name}`))
  const { type } = view
  const typed = type === undefined ? [] : named.filter((one) => headOf(one.type.name) === headOf(type))
  const fit = typed.length > 0 ? typed : named
  const holds = ({ ranges }: LocalInfo) => ranges.some(([from, to]) => pc >= from && pc < to)
  const inScope = fit.filter((one) => holds(one) && !used.has(one))
  const inOrder = named.length === view.of ? named[view.nth ?? 0] : undefined
  // Before it has its value a variable is in no scope yet, while a namesake of a macro's may be.
  const mayBeElsewhere = view.state === 'uninitialised' || inScope.length !== 1
  if (inOrder && fit.includes(inOrder) && !used.has(inOrder) && (holds(inOrder) || mayBeElsewhere)) return inOrder
  return inScope.at(-1) ?? fit.find((one) => !used.has(one))
}

/** The debug information of the reference by which a match guard sees a variable that it names. */
export function guardOf({ variables }: FunctionInfo, of: LocalInfo): LocalInfo | undefined {
  return variables.find((one) => one.name === of.name && one.line === of.line && one.type.name === `&${of.type.name}`)
}

/** So many cells of a frame are searched for the address of its result: it is kept near the low end. */
const MOST_CELLS = 512

/** Bytes that lie beyond a frame at most, in the frames of its callers: a stack's usual size. */
const STACK = 8 * 1024 * 1024

/**
 * The address that a caller gives for a big result (System V psABI, "Returning of Values"): `rdi`, which code
 * that is not optimised leaves alone until its frame is made. It lies in a frame further out.
 */
export function resultPlaceOf(cfa: number, registers: (name: string) => bigint | undefined): number | undefined {
  const bits = registers('rdi')
  const address = bits === undefined ? undefined : Number(bits)
  return address !== undefined && address >= cfa && address < cfa + STACK ? address : undefined
}

/** The cell of a frame that holds an address. */
export function cellOf(
  { low, cfa }: { low: number; cfa: number },
  address: number | undefined,
  memory: ProcessMemory,
): number | undefined {
  if (address === undefined) return undefined
  const words = Array.from({ length: Math.min((cfa - low) >> 3, MOST_CELLS) }, (_, at) => low + 8 * at)
  return words.find((cell) => memory.word(cell) === address)
}
