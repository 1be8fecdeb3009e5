/**
 * Optimised code stores a variable when it likes, and part by part: where the debug information gives it one place
 * for all of its scope, that place may hold older bytes while rustc's analysis says that the variable is live. So the
 * machine code is followed for what it has stored there since the place was another value's.
 */
import { overlaps, stretch, type Range, type Stretch } from './code-paths.ts'
import type { LocalInfo } from './debug-info.ts'
import type { FrameRecord } from './frame-record.ts'
import type { MachineCode } from './machine-code.ts'
import type { LocalPlaces } from './placed-locals.ts'
import type { ProcessMemory } from './process-memory.ts'

/** Follows the places of variables in frames of optimised code. */
export interface StoredPlaces {
  /**
   * Takes note of a frame at a stop, and tells of those of its locals that are not stored whole (`stored`).
   * @param waits it waits for a call.
   */
  follow(record: FrameRecord, waits: boolean): void
}

/** What code is followed by. */
export interface StoredSources {
  machine: MachineCode
  memory: ProcessMemory
  places: LocalPlaces
  /** Where the file's addresses start in the process. */
  base: number
  /** Whether a run stops at an address. */
  isStop: (address: number) => boolean
}

/** Variables of more bytes are taken for stored. */
const MOST_BYTES = 1 << 14
/** Bytes that are taken to be stored together, where only a change tells that they were. */
const TOGETHER = 16

/** What is known of a variable's place. */
interface Place extends Range {
  bytes: Uint8Array | undefined
  /** By byte: 1 where something was stored since the variable was last no value. */
  stored: Uint8Array
  live: boolean
  /** Its address was taken: what is called may read and write it. */
  escaped: boolean
}

/** A frame as of its last stop. */
interface Followed {
  pc: number
  waits: boolean
  places: Map<LocalInfo, Place>
}

/** Nothing was followed yet. */
export function storedPlaces({ machine, memory, places, base, isStop }: StoredSources): StoredPlaces {
  const frames = new WeakMap<FrameRecord, Followed>()
  const stretches = new Map<string, Stretch | undefined>()

  /** What ran since a frame's last stop; undefined where that is not known. */
  function ran({ function: fn, pc }: FrameRecord, waits: boolean, last: Followed | undefined): Stretch | undefined {
    const code = machine.of(fn.low + base)
    const to = waits ? code.findLast(({ at }) => at < pc)?.at : pc
    if (to === undefined) return undefined
    const key = `${last?.pc} ${to}`
    if (!stretches.has(key)) {
      stretches.set(key, last ? stretch(code, last.pc, to, isStop) : stretch(code, fn.low + base, to, () => false))
    }
    return stretches.get(key)
  }

  function follow(record: FrameRecord, waits: boolean): void {
    const { function: fn, pc, low: rsp, rbp } = record
    const fixed = fn.locals.filter(({ hasOnePlace, type: { size } }) => hasOnePlace && size > 0 && size <= MOST_BYTES)
    if (fixed.length === 0) return
    const last = frames.get(record)
    // It waits as it did: what the call writes to a place whose address was taken is seen when it has returned.
    if (last?.waits && waits && last.pc === pc) return mark(record, last.places)
    const way = ran(record, waits, last)
    const hasCalled = last?.waits === true || way?.calls === true
    const states = new Map(record.locals.flatMap(({ info, view }) => (info ? [[info, view.state]] : [])))
    const isLive = (info: LocalInfo) => !['uninitialised', 'moved', 'dropped', undefined].includes(states.get(info))
    /** Places whose value has come to its end since. */
    const ended = [...(last?.places ?? [])].flatMap(([info, place]) =>
      place.live && !isLive(info) && states.get(info) !== 'moved' ? [place] : [],
    )
    const now = new Map<LocalInfo, Place>()
    for (const info of fixed) {
      const found = places.placeOf(record, info, undefined)
      // What lies in a frame further out, or where a pointer leads, others have stored.
      if (!found || !('address' in found) || found.via !== undefined || found.address >= record.cfa) continue
      const place = { address: found.address, size: info.type.size }
      const known = last?.places.get(info)
      const before = known?.address === place.address ? known : undefined
      const live = isLive(info)
      const bytes = memory.read(place.address, place.size)
      const escaped = before?.escaped === true || way?.takesAddress(place, { rsp, rbp }) === true
      const isOver = before?.live === true && !live
      const isOthers = ended.some((other) => other !== before && overlaps(other, place))
      const stored = before && !isOver && !isOthers ? before.stored : new Uint8Array(place.size)
      if (!isOver) {
        if (escaped && hasCalled) stored.fill(1)
        markChanged(stored, before?.bytes, bytes)
        for (const { address, size } of way?.writes(place, { rsp, rbp }) ?? []) {
          stored.fill(1, Math.max(0, address - place.address), Math.max(0, address + size - place.address))
        }
      }
      now.set(info, { ...place, bytes, stored, live, escaped })
    }
    frames.set(record, { pc, waits, places: now })
    mark(record, now)
  }

  return { follow }
}

/** Tells of those locals of a frame that are not stored whole. */
function mark({ locals }: FrameRecord, places: ReadonlyMap<LocalInfo, Place>): void {
  for (const local of locals) {
    const place = local.info && places.get(local.info)
    const isPart = place?.live === true && place.address === local.address && place.stored.includes(0)
    local.stored = isPart ? place.stored.slice() : undefined
  }
}

/** Marks what has changed, with what is stored together with it. */
function markChanged(stored: Uint8Array, before: Uint8Array | undefined, now: Uint8Array | undefined): void {
  if (!before || !now) return
  for (let at = 0; at < now.length; at += TOGETHER) {
    const end = at + TOGETHER
    if (now.subarray(at, end).some((byte, i) => byte !== before[at + i])) stored.fill(1, at, end)
  }
}
