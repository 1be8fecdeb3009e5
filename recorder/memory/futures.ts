/**
 * The futures of async code that were polled. Each poll is a call of its own, while the variables that live across
 * an `await` lie in the future: so one replay follows all polls of a future, known by its type and its address, at
 * which a future stays once it was polled (https://doc.rust-lang.org/std/pin/).
 */
import type { HeldState } from '../liveness/index.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import type { FrameRecord, Registers, Sight } from './frame-record.ts'
import { futureBehind, isSuspended } from './future-types.ts'
import { offsetBehindPointer, type Location } from './locations.ts'
import type { ProcessMemory } from './process-memory.ts'
import type { Type } from './types.ts'
import type { FrameStates, StatesOf } from './variable-states.ts'
import { activeVariant } from './variants.ts'

/** What a future holds: `offset` counts from its start, where that is known, as the type is. */
export interface HeldPart extends HeldState {
  offset?: number
  type?: Type
}

/** What was polled so far. */
export interface Futures {
  /** The states of the body that begins to run in a frame, from where its future was suspended. */
  polled(record: FrameRecord, registers: Registers | undefined): FrameStates | { unknown: string }
  /** Takes note that a frame returns which polled a future; whether that waits: it keeps what it has. */
  returned(record: FrameRecord): boolean
  /** Takes note that the poll which runs in a frame unwinds. */
  unwinds(record: FrameRecord): void
  /** What the future of a type at an address holds, if it was polled. */
  held(type: Type, address: number): readonly HeldPart[] | undefined
}

/** What futures are followed by. */
export interface FutureSources {
  memory: ProcessMemory
  statesOf: StatesOf
  placeOf: (record: FrameRecord, info: LocalInfo, sight: Sight | undefined) => Location | undefined
}

/** A future that was polled, with the frame that polled it last; `left`: the first poll has ended. */
interface Polled {
  record: FrameRecord
  states: FrameStates
  left: boolean
}

const typeOf = ({ future }: FunctionInfo) => future && futureBehind(future.type)

/** No future was polled yet. */
export function futureTable({ memory, statesOf, placeOf }: FutureSources): Futures {
  /** By type and address: what an `await` waits for may begin where the future begins that waits. */
  const known = new Map<Type, Map<number, Polled>>()

  function addressOf(record: FrameRecord, registers: Registers | undefined): number | undefined {
    const info = record.function.future
    const place = info && placeOf(record, info, registers && { registers, waits: false })
    if (!place) return undefined
    if ('address' in place) return memory.word(place.address)
    const bits = registers?.(place.register)
    return bits === undefined ? undefined : Number(bits)
  }

  function isWaiting(type: Type, address: number): boolean {
    if (type.kind !== 'enum' || !type.tag) return false
    return isSuspended(activeVariant(type, memory.read(address + type.tag.offset, type.tag.size))?.name)
  }

  /** The future that a frame polls, of those of its type. */
  function polledBy({ function: fn, future }: FrameRecord) {
    const type = typeOf(fn)
    const alike = type && known.get(type)
    const found = future === undefined ? undefined : alike?.get(future)
    return type && alike && found && future !== undefined ? { type, alike, found, address: future } : undefined
  }

  return {
    polled(record, registers) {
      const type = typeOf(record.function)
      const address = addressOf(record, registers)
      if (!type || address === undefined) return { unknown: 'nothing tells which future is polled' }
      record.future = address
      const before = known.get(type)?.get(address)
      if (isWaiting(type, address)) {
        if (!before) return { unknown: 'the poll that suspended its future was not seen' }
        before.record = record
        before.states.resume()
        return before.states
      }
      const states = statesOf(record.function)
      if ('unknown' in states) return states
      const alike = known.get(type) ?? new Map<number, Polled>()
      known.set(type, alike.set(address, { record, states, left: false }))
      return states
    },
    returned(record) {
      const polled = polledBy(record)
      if (!polled) return false
      const { type, alike, found, address } = polled
      const waits = isWaiting(type, address)
      found.left = true
      if (waits) found.states.suspend()
      else alike.delete(address)
      return waits
    },
    unwinds(record) {
      const polled = polledBy(record)
      if (polled) polled.found.left = true
    },
    held(type, address) {
      const found = known.get(type)?.get(address)
      // Another one has its address by now, which was not polled yet.
      if (!found || (found.left && !isWaiting(type, address))) return undefined
      const { record, states } = found
      return (record.held ?? states.held()).map((one): HeldPart => {
        const named = record.function.variables.filter(({ name, line }) => name === one.name && line === one.line)
        const info = named[one.nth]
        const expression = info?.locationAt(record.function.low)
        const offset = expression && offsetBehindPointer(expression)
        return { ...one, ...(info && offset !== undefined ? { offset, type: info.type } : {}) }
      })
    },
  }
}
