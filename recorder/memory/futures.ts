/**
 * The futures of async code that were polled. Each poll is a call of its own, while the variables that live across
 * an `await` lie in the future: so one replay follows all polls of a future, known by its address, at which a future
 * stays once it was polled (https://doc.rust-lang.org/std/pin/).
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

/** No future was polled yet. */
export function futureTable({ memory, statesOf, placeOf }: FutureSources): Futures {
  /** By address, with the frame that polled it last; `left`: the first poll has ended. */
  const known = new Map<number, { record: FrameRecord; states: FrameStates; left: boolean }>()

  function addressOf(record: FrameRecord, registers: Registers | undefined): number | undefined {
    const info = record.function.future
    const place = info && placeOf(record, info, registers && { registers, waits: false })
    if (!place) return undefined
    if ('address' in place) return memory.word(place.address)
    const bits = registers?.(place.register)
    return bits === undefined ? undefined : Number(bits)
  }

  const typeOf = ({ future }: FunctionInfo) => future && futureBehind(future.type)

  /** The name of the state that a future is in. */
  function stateOf(type: Type | undefined, address: number): string | undefined {
    if (type?.kind !== 'enum' || !type.tag) return undefined
    return activeVariant(type, memory.read(address + type.tag.offset, type.tag.size))?.name
  }

  return {
    polled(record, registers) {
      const type = typeOf(record.function)
      const address = addressOf(record, registers)
      if (address === undefined) return { unknown: 'nothing tells which future is polled' }
      record.future = address
      const before = known.get(address)
      if (before?.record.function === record.function && isSuspended(stateOf(type, address))) {
        before.record = record
        before.states.resume()
        return before.states
      }
      const states = statesOf(record.function)
      if (!('unknown' in states)) known.set(address, { record, states, left: false })
      return states
    },
    returned({ future, function: fn }) {
      const found = future === undefined ? undefined : known.get(future)
      if (future === undefined || !found) return false
      const waits = isSuspended(stateOf(typeOf(fn), future))
      found.left = true
      if (waits) found.states.suspend()
      else known.delete(future)
      return waits
    },
    unwinds({ future }) {
      const found = future === undefined ? undefined : known.get(future)
      if (found) found.left = true
    },
    held(type, address) {
      const found = known.get(address)
      if (!found) return undefined
      const { record, states, left } = found
      if (typeOf(record.function) !== type) return undefined
      // Another one has its address by now, which was not polled yet.
      if (left && !isSuspended(stateOf(type, address))) return undefined
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
