/** Puts together what memory held at one stop: frames, blocks, statics, and what points where. */
import type { Frame, Local, MemoryState, StaticDatum } from '../trace-schema.ts'
import { blockShower, fit, fitted, openBlock } from './blocks.ts'
import type { CodeMap } from './code-map.ts'
import type { Opened } from './contents.ts'
import { foldedFrames } from './folding.ts'
import type { FrameRecord, PlacedLocal } from './frame-record.ts'
import type { Frames } from './frames.ts'
import type { Block, Heap } from './heap.ts'
import type { Mappings } from './mappings.ts'
import { markMovedContents, type MovedFrom } from './moved-contents.ts'
import { lastUse, leadAnew, markDropped, markMoved } from './moved-parts.ts'
import { localId, pointerResolver, type Found, type Known } from './pointers.ts'
import type { ProcessMemory } from './process-memory.ts'
import { hexAddress } from './scalars.ts'
import { stalePlaces } from './stale-places.ts'
import type { Statics } from './statics.ts'
import type { Type } from './types.ts'
import { readBytes, readValue, type ValueContext } from './values.ts'
import { hasVariants } from './variants.ts'

/** The recorded process, as far as events have told it. */
export interface Process {
  memory: ProcessMemory
  heap: Heap
  frames: Frames
  statics: Statics
  code: CodeMap
  maps: Mappings
  /** Its code is optimised: a result may not be where the calling convention has it. */
  optimised: boolean
  note(text: string): void
}

/** Takes snapshots of one process; remembers from one to the next what a block was opened as. */
export interface Camera {
  snapshot(
    thread: number,
    fs: number,
    returning?: (context: ValueContext) => MemoryState['returning'],
  ): Omit<MemoryState, 'line' | 'function' | 'event' | 'message' | 'thread'>
  /** A context for values outside a snapshot. */
  context(): ValueContext
}

/** Whether what is in a place may be followed to what it points at. */
function mayPoint(state: Local['state']): boolean {
  return state !== 'uninitialised' && state !== 'moved' && state !== 'dropped'
}

/** A camera on `process`. */
export function camera(process: Process): Camera {
  const { memory, heap, frames, statics, code } = process
  const opened = new Map<number, Known>()
  const resolve = pointerResolver(process)
  const showBlocks = blockShower(heap.blocks)
  const uses = lastUse()
  const stale = stalePlaces(memory)

  function contextOf(found: Found): ValueContext {
    return {
      memory,
      point: (address, reach) => resolve(address, reach, found),
      concreteType: (vtable) => statics.vtableAt(vtable)?.concrete,
      heldBy: (type, address) => frames.held(type, address),
      functionAt: (address) => code.nameOfStart(address),
      note: (text) => process.note(text),
    }
  }

  const silent: Found = { data: new Set(), reached: () => undefined }

  /** Whether a value is another one when the bytes that are not stored yet are others: padding is not. */
  function dependsOnOlder(type: Type, address: number, stored: Uint8Array): boolean {
    const bytes = memory.read(address, type.size)
    if (!bytes || !stored.includes(1)) return true
    const others = bytes.map((byte, at) => (stored[at] === 0 ? byte ^ 0xff : byte))
    const context = contextOf(silent)
    const [one, other] = [bytes, others].map((each) => JSON.stringify(readBytes(type, each, context)))
    return one !== other
  }

  function localState(
    frame: FrameRecord,
    placed: PlacedLocal,
    index: number,
    context: ValueContext,
    quiet: ValueContext,
  ): Local {
    const { info, view, address, via, register } = placed
    const type = info?.type ?? placed.type
    const readable = address !== undefined && type !== undefined && view.state !== 'uninitialised'
    const reading = mayPoint(view.state) ? context : quiet
    const initialised = view.state !== 'uninitialised'
    // Of no size, and yet a value: the one variant that can exist.
    const isNowhere = initialised && address === undefined && type?.size === 0 && hasVariants(type)
    const held = initialised && placed.bits !== undefined && type !== undefined && type.size <= 8
    const place = `${frame.id}.${localId(placed, index)}`
    if (process.optimised && address !== undefined && type) stale.look(place, address, type.size)
    const read = readable
      ? readValue(type, address, reading)
      : held
        ? readBytes(type, wordBytes(placed.bits ?? 0n), reading)
        : isNowhere
          ? readBytes(type, new Uint8Array(), reading)
          : undefined
    const isDoubtful = process.optimised && placed.owns && view.state === 'live' && readable && via === undefined
    const isOlder = readable && placed.stored !== undefined && dependsOnOlder(type, address, placed.stored)
    if (isOlder) process.note(storedLater(info?.written ?? view.name, frame.function.name))
    const truth = isOlder ? 'unset' : isDoubtful && read ? stale.of(place, address, read) : undefined
    const value = truth === 'unset' ? undefined : read
    const state = truth === 'dropped' ? 'dropped' : view.state
    const isUnset = truth === 'unset'
    const isLost =
      isUnset ||
      (mayPoint(view.state) && !value && info === undefined && type?.size !== 0) ||
      (mayPoint(view.state) && !value && address === undefined && register === undefined && (type?.size ?? 0) > 0)
    const { movedParts = [], droppedParts = [] } = view
    let marked = value && markDropped(markMoved(value, movedParts), droppedParts)
    // Behind an address in its frame lies what a closure captured, or what a future keeps for its body.
    const isElsewhere =
      via !== undefined && info !== undefined && frame.future === undefined && !view.argument && !view.inGuard
    const gone = uses.look(place, state, [...movedParts, ...droppedParts], heap.blocks.length)
    for (const [path, blocks] of gone) {
      marked &&= leadAnew(marked, path, (to) => resolve(to, undefined, silent, blocks))
    }
    return {
      id: localId(placed, index),
      name: info?.written ?? view.written ?? view.name,
      type: (info?.reborrowed ? undefined : view.type) ?? type?.name ?? '?',
      argument: view.argument,
      ...(view.capture || isElsewhere ? { captured: true } : {}),
      ...(view.inGuard ? { inGuard: true as const } : {}),
      ...(view.temporary ? { temporary: true as const } : {}),
      ...(address === undefined || isUnset ? {} : { address: hexAddress(address) }),
      ...(via === undefined ? {} : { via: hexAddress(via) }),
      ...(register === undefined ? {} : { register }),
      size: type?.size ?? 0,
      state,
      ...(isLost
        ? process.optimised || view.ofEarlierPoll
          ? { optimisedOut: true as const }
          : { undescribed: true as const }
        : {}),
      ...(marked ? { value: marked } : {}),
      line: view.line,
    }
  }

  function frameState(
    record: FrameRecord,
    outer: FrameRecord | undefined,
    folded: FrameRecord[],
    context: ValueContext,
    quiet: ValueContext,
  ): Frame {
    // What was inlined has no bytes of its own, and returns nowhere.
    const high = record.call ? record.low : record.cfa
    const back = record.call ? undefined : memory.word(record.cfa - 8)
    const to = back === undefined ? undefined : (code.nameAt(back) ?? hexAddress(back))
    const std = [record, ...folded].flatMap((one) => one.between)
    const names = std.map(({ pc }) => code.nameAt(pc) ?? hexAddress(pc))
    const between = folded.length === 0 ? names : [...new Set([...folded.map((one) => one.function.name), ...names])]
    const size = outer ? outer.low - record.cfa : 0
    return {
      id: record.id,
      function: record.function.name,
      line: record.row.line,
      low: hexAddress(record.low),
      high: hexAddress(high),
      size: high - record.low,
      ...(record.call ? { inlined: true as const } : {}),
      ...(to === undefined ? {} : { returns: { at: hexAddress(record.cfa - 8), to } }),
      ...(outer && size > 0
        ? { between: { functions: between, size, ...(folded.length > 0 ? { folded: folded.length } : {}) } }
        : {}),
      locals: record.locals.map((local, i) => localState(record, local, i, context, quiet)),
    }
  }

  return {
    context: () => contextOf(silent),
    snapshot(thread, fs, returning) {
      const best = new Map<number, { rank: number; known: Known; content?: Opened }>()
      const queue: Block[] = []
      const found: Found = {
        data: new Set(statics.own(thread, fs)),
        reached(block, known) {
          const rank = fit(known, block)
          if (rank === 0 || rank <= (best.get(block.id)?.rank ?? 0)) return
          best.set(block.id, { rank, known })
          queue.push(block)
        },
      }
      const context = contextOf(found)
      const quiet = contextOf({ data: found.data, reached: () => undefined })
      const records = frames.of(thread)
      const { start, end } = foldedFrames(records.length)
      if (end > start) process.note('of a deep stack, frames in the middle are left out')
      const shownFrames = records.flatMap((one, i) => {
        if (i >= start && i < end) return []
        const folded = i === end ? records.slice(start, end) : []
        return [frameState(one, records[i - 1 - folded.length], folded, context, quiet)]
      })
      for (const { iterators } of records) {
        for (const { type, address } of iterators) readValue(type, address, context)
      }
      const way = returning?.(context)
      const shownData = new Map<number, StaticDatum>()
      const drain = () => {
        for (let block = queue.shift(); block; block = queue.shift()) {
          const entry = best.get(block.id)
          if (entry) entry.content = openBlock(block, entry.known, context)
        }
        for (const datum of found.data) {
          if (!shownData.has(datum.id)) shownData.set(datum.id, statics.show(datum, context))
        }
      }
      // What a static or a block that nothing points at any more holds may lead on.
      for (let size = -1; size !== shownData.size + best.size;) {
        size = shownData.size + best.size
        drain()
        for (const block of heap.live()) {
          const known = opened.get(block.id)
          if (known && !best.has(block.id) && known.address === block.address) {
            found.reached(block, fitted(known, block))
          }
        }
      }
      for (const [id, { known }] of best) opened.set(id, known)
      const blocks = showBlocks(({ id }) => best.get(id)?.content, context)
      const moved = records.flatMap((record, i): MovedFrom[] => {
        if (i >= start && i < end) return []
        const states = shownFrames.find(({ id }) => id === record.id)?.locals
        return record.locals.flatMap(({ view: { movedParts } }, at) => {
          const local = states?.[at]
          return movedParts && local ? [{ local, paths: movedParts }] : []
        })
      })
      return {
        frames: shownFrames,
        blocks: markMovedContents(blocks, moved),
        statics: [...shownData.values()].sort((a, b) => a.id - b.id),
        calls: heap.calls,
        ...(way ? { returning: way } : {}),
      }
    },
  }
}

function storedLater(name: string, fn: string): string {
  return `${name} in ${fn} is live before this code stores it: until then its place holds older bytes, not shown`
}

/** A word's bytes, lowest first. */
function wordBytes(word: bigint): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, word, true)
  return bytes
}
