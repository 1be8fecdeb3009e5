/** What is kept of a call of the snippet while it runs. */
import type { DropCall, HeldState } from '../liveness/index.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import type { InlinedCall } from './inlined.ts'
import type { LineRow } from './line-table.ts'
import type { Location } from './locations.ts'
import type { Type } from './types.ts'
import type { FrameStates, VariableView } from './variable-states.ts'

/** A local of a frame at one stop. */
export interface PlacedLocal {
  info?: LocalInfo
  /** Its type, where it has no debug information of its own. */
  type?: Type
  view: VariableView
  address?: number
  via?: number
  register?: string
  /** What that register holds: any 64 bits. */
  bits?: bigint
  /** It is live, and optimised code has not stored all of it: by byte, 0 where the place holds older bytes. */
  stored?: Uint8Array
  /** Dropping it runs code: it may own memory. */
  owns: boolean
}

/** Where a temporary lies, and what it is. */
export interface TemporaryPlace {
  type: Type
  address: number
}

/** Registers of a frame, by name; undefined for one that is not known. */
export type Registers = (name: string) => bigint | undefined

/** How a frame is seen: with its registers, and whether it waits for a call. */
export interface Sight {
  registers: Registers
  waits: boolean
}

/** One call of a function of the snippet. */
export interface FrameRecord {
  /** Unique in the run. */
  id: number
  function: FunctionInfo
  /** The function whose frame it is, of a call that was inlined the one around. */
  holder: FunctionInfo
  cfa: number
  low: number
  rbp: number
  pc: number
  /** Its place among the thread's frames, those of std too; the innermost has 0. */
  depth: number
  row: LineRow
  /** The call, of a function that was inlined: its variables lie in the frame of the function around. */
  call?: InlinedCall
  locals: PlacedLocal[]
  /** Functions of std that run between this frame and the one that called it: where they go on, and their frames. */
  between: { pc: number; low: number; cfa: number }[]
  /** Where arguments lie that the caller passed by address, as the register said that the address came in. */
  passed: Map<LocalInfo, Location>
  /** What registers held that are said to hold a variable for all of its scope, at the last stop within it. */
  inRegisters: Map<LocalInfo, bigint>
  /** Iterators that a `for` holds without a name: they own what the loop goes through. */
  iterators: { type: Type; address: number }[]
  /** Where its temporaries lie, by the number of their views, as far as pointers have told. */
  temporaries: Map<number, TemporaryPlace>
  /** Where pointers into it lead to that lead to no variable and to no temporary. */
  strays: Set<number>
  replay?: FrameStates
  /** Address of the future that it polls, of the body of async code. */
  future?: number
  /** The calls of drop glue that it made since its last stop. */
  drops: DropCall[]
  /** Where the last of them returns to. */
  dropReturn?: number
  /** A call that it made since its last stop ended by unwinding. */
  unwound: boolean
  /** The call that this frame is waiting for: its return address and the inner frame. */
  waiting?: { pc: number; inner: number }
  /** It stands at its return instruction. */
  returned: boolean
  /** It stopped where it only jumps, which is no step of the program. */
  jumps: boolean
  /** Where its result goes, when its caller told it an address. */
  resultPlace?: number
  /** What its future holds, while a line without code is shown. */
  held?: HeldState[]
}
