/** Where the locals of a frame lie at a stop. */
import type { LocalInfo } from './debug-info.ts'
import type { FrameRecord, PlacedLocal, Sight } from './frame-record.ts'
import { cellOf, guardOf, infoOf } from './local-places.ts'
import { isHeldAddress, locate, type Location } from './locations.ts'
import { stackWrites, type MachineCode } from './machine-code.ts'
import type { DropStates } from './needs-drop.ts'
import type { StackSlot } from '../stack-slots.ts'
import type { ProcessMemory } from './process-memory.ts'
import { isReturnedInMemory } from './returns.ts'
import type { Type } from './types.ts'
import type { VariableView } from './variable-states.ts'
import { typeWritten } from './written-types.ts'

/** What places are found by. */
export interface PlaceSources {
  memory: ProcessMemory
  /** Where the file's addresses start in the process. */
  base: number
  /** Paths of the types for which the compiler made drop glue. */
  droppable: Set<string>
  states: DropStates
  /** A type of the debug information by the name that rustc writes. */
  typeNamed: (name: string) => Type | undefined
  /** Where variables lie in the frames of functions, by mangled name. */
  slots: ReadonlyMap<string, readonly StackSlot[]>
  /** The code of functions that others are inlined in. */
  machine: MachineCode
  /** Each drop calls its glue: none is inlined. */
  dropsAreCalls: boolean
  /** Says what the recording lacks. */
  note: (text: string) => void
}

/** Bytes. */
const RETURN_ADDRESS = 8

/** Finds the places of locals, in a frame that waits without its registers unless they are known. */
export interface LocalPlaces {
  placeOf: (record: FrameRecord, info: LocalInfo, sight: Sight | undefined) => Location | undefined
  /** The variables of a frame with their places; those that are nowhere are left out, or noted. */
  placed: (record: FrameRecord, views: VariableView[], sight: Sight | undefined) => PlacedLocal[]
}

/** Places in one process. */
export function localPlaces({
  memory,
  base,
  droppable,
  states,
  typeNamed,
  slots,
  machine,
  dropsAreCalls,
  note,
}: PlaceSources): LocalPlaces {
  function placeOf(record: FrameRecord, info: LocalInfo, sight: Sight | undefined): Location | undefined {
    const context = {
      rsp: record.low,
      rbp: record.rbp,
      register: (name: string) => {
        const bits = sight?.registers(name)
        return bits === undefined ? undefined : Number(bits)
      },
      cfa: record.cfa,
      base,
      frameBase: record.function.frameBase,
      word: (address: number) => memory.word(address),
    }
    if (info.type.size === 0) return undefined
    const pc = record.pc - base - (sight?.waits === false ? 0 : 1)
    // Between two places of an argument that was passed by address, or of what lies in one (a closure that is called
    // by value holds its captures), its address is where it will be said to be.
    const isPassed = info.argument || info.mayBeCapture === true
    const isGap = dropsAreCalls && isPassed
    const expression = info.locationAt(pc) ?? (isGap ? info.locationAfter(pc) : undefined)
    if (!expression) return isGap ? record.passed.get(info) : undefined
    const place = locate(expression, context)
    if (!dropsAreCalls && place?.register !== undefined && info.hasOnePlace) {
      // What the debug information names for all of a scope may hold another value behind it.
      const held = 'address' in place ? BigInt(place.address) : sight?.registers(place.register)
      const isInScope = info.ranges.some(([from, to]) => pc >= from && pc < to)
      if (isInScope && held !== undefined) record.inRegisters.set(info, held)
      if (!isInScope && (held === undefined || record.inRegisters.get(info) !== held)) return undefined
    }
    // The register has another value by now, or it is not known in a frame that waits.
    if (!place && isHeldAddress(expression)) return record.passed.get(info)
    if (isPassed && place && 'address' in place && (place.register ?? place.via) !== undefined) {
      record.passed.set(info, { address: place.address, ...(place.via === undefined ? {} : { via: place.via }) })
    }
    return place
  }

  function placed(record: FrameRecord, views: VariableView[], sight: Sight | undefined): PlacedLocal[] {
    const used = new Set<LocalInfo>()
    return views.flatMap((view) => {
      const info =
        view.local ?? infoOf(record.function, view, used, record.pc - base - (sight?.waits === false ? 0 : 1))
      if (!info) return withoutInfo(record, view)
      used.add(info)
      const place = view.inGuard ? seenInGuard(record, info, sight) : placeOf(record, info, sight)
      const owned = !view.argument && !view.capture && place && 'address' in place && place.via === undefined
      // Optimised code may stop before its frame is set up.
      const isUnset = owned && place.address + info.type.size > record.cfa
      // The frame of the poll in which it was written is gone.
      const isKept = place && 'address' in place && (place.via ?? place.register) !== undefined
      const isNotKept = view.ofEarlierPoll === true && !isKept
      const found = isUnset || isNotKept ? undefined : place
      const bits = found && !('address' in found) ? { bits: sight?.registers(found.register) } : {}
      const state = states.afterDrop(view.state, info.type)
      return [{ info, view: { ...view, state }, owns: droppable.has(info.type.path), ...found, ...bits }]
    })
  }

  /** Where what a guard sees of a variable lies: in the value that is matched, behind a reference of the guard's. */
  function seenInGuard(record: FrameRecord, info: LocalInfo, sight: Sight | undefined): Location | undefined {
    const guard = guardOf(record.function, info)
    const cell = guard && placeOf(record, guard, sight)
    if (!cell || !('address' in cell)) return undefined
    const address = memory.word(cell.address)
    return address === undefined ? undefined : { address, via: cell.address }
  }

  /**
   * A variable that the debug information leaves out, as it does where a scope has no code: one that is
   * the function's result lies in the result's place, another one in the slot that the compiler made for it; of one
   * without a slot nothing tells where it lies.
   */
  function withoutInfo(record: FrameRecord, view: VariableView): PlacedLocal[] {
    const { function: fn, replay, resultPlace } = record
    if (!dropsAreCalls || view.argument || view.capture || replay?.isCertain !== true) return []
    const named = view.type ?? ''
    const found = slotOf(record, view)
    const declared = fn.declared.find(({ name, line }) => name === view.name && line === view.line)?.type
    const written = declared ?? (found && typeWritten(named, found.size, typeNamed))
    // A value of no bytes has a slot of one: a byte of an unknown type may be none.
    const slot = found && (found.size > 1 || written?.kind !== 'opaque') ? found : undefined
    const result = slot ? undefined : view.isResult ? fn.returns : undefined
    const type = slot ? written : (result ?? declared ?? typeNamed(named))
    const owns = type !== undefined && droppable.has(type.path)
    const held = result && isReturnedInMemory(result) ? cellOf(record, resultPlace, memory) : undefined
    const place = held === undefined ? {} : { address: resultPlace, via: held }
    if (held === undefined && !slot && type?.size !== 0) {
      note(`nothing tells where ${view.name} in ${fn.name} lies: no code was made for its scope`)
    }
    return [{ view, owns, ...(type ? { type } : {}), ...(slot ? { address: slot.address } : place) }]
  }

  /**
   * The only slot of its function that a variable of that name and line can have. The variables of inlined calls have
   * theirs in the function around, one for each call: it is the one that the call's own code writes.
   */
  function slotOf(record: FrameRecord, { name, line }: VariableView): { address: number; size: number } | undefined {
    const { function: fn, holder, cfa, call, low: rsp, rbp } = record
    const described = fn.variables.filter((one) => one.name === name && one.line === line)
    if (holder.symbol === undefined || described.length > 0) return undefined
    const named = slots.get(holder.symbol)?.filter((one) => one.name === name && one.line === line) ?? []
    // The return address is the last thing that the caller pushed: below it the frame begins.
    const placed = named.map(({ offset, size }) => ({ address: cfa - RETURN_ADDRESS + offset, size }))
    const ranges = call?.ranges.map(([from, to]): [number, number] => [from + base, to + base])
    const written = ranges && machine.within(ranges).flatMap((one) => stackWrites(one, { rsp, rbp }))
    const [slot, ...more] = placed.filter((one) => !written || written.some(({ address }) => address === one.address))
    return more.length === 0 ? slot : undefined
  }

  return { placeOf, placed }
}
