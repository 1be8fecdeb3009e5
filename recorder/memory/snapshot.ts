/** Puts together what memory held at one stop: frames, blocks, statics, and what points where. */
import type { Frame, HeapBlock, Local, MemoryState, PointerTarget, StaticDatum } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { open, openBuckets, openBytes, reachSize, type Opened } from './contents.ts'
import { foldedFrames } from './folding.ts'
import type { FrameRecord, Frames, PlacedLocal } from './frames.ts'
import type { Block, Heap } from './heap.ts'
import { markMovedContents, type MovedFrom } from './moved-contents.ts'
import { markMoved } from './moved-parts.ts'
import type { ProcessMemory } from './process-memory.ts'
import { hexAddress } from './scalars.ts'
import type { Datum, Statics } from './statics.ts'
import { readBytes, readValue, type Reach, type ValueContext } from './values.ts'

/** The recorded process, as far as events have told it. */
export interface Process {
  memory: ProcessMemory
  heap: Heap
  frames: Frames
  statics: Statics
  code: CodeMap
  /** Whether an address lies where a frame once was. */
  stackAt(address: number): boolean
  note(text: string): void
}

/** How a pointer reached a block: its type and the address that it holds. */
interface Known {
  reach: Reach
  address: number
}

/** Takes snapshots of one process; remembers from one to the next what a block was opened as. */
export interface Camera {
  snapshot(thread: number, fs: number, returning?: (context: ValueContext) => MemoryState['returning']): Omit<
    MemoryState,
    'line' | 'function' | 'event' | 'message' | 'thread'
  >
  /** A context for values outside a snapshot. */
  context(): ValueContext
}

/** Addresses below this are no memory: an empty Vec's pointer is its alignment. */
const FIRST_PAGE = 4096
/** Nor is any from this on (System V psABI, "Virtual Address Space"): a Weak of nothing holds the highest. */
const USER_END = 2 ** 47

/** Whether what is in a place may be followed to what it points at. */
function mayPoint(state: Local['state']): boolean {
  return state !== 'uninitialised' && state !== 'moved' && state !== 'dropped'
}

/** How well a reach describes a block: 3 all of it, 2 its start, 1 its place within it. */
function fit(reach: Known, block: Block): number {
  if (reach.reach.kind === 'buckets') return 3
  if (reach.address !== block.address) return 0
  const size = reachSize(reach.reach)
  return size === block.size ? 3 : size === 0 ? 0 : 2
}

/** A camera on `process`. */
export function camera(process: Process): Camera {
  const { memory, heap, frames, statics, code } = process
  const opened = new Map<number, Known>()

  function stackTarget(address: number): PointerTarget | undefined {
    for (const thread of frames.threads()) {
      for (const frame of frames.of(thread)) {
        if (address < frame.low || address >= frame.cfa) continue
        return withinFrame(frame, address)
      }
    }
    return undefined
  }

  /** Whether an address lies between frames of the snippet, where std's own are. */
  function inLiveStack(address: number): boolean {
    return frames.threads().some((thread) => {
      const stack = frames.of(thread)
      const [outermost] = stack
      return outermost !== undefined && address < outermost.cfa && address >= (stack.at(-1)?.low ?? 0)
    })
  }

  function withinFrame(frame: FrameRecord, address: number): PointerTarget {
    const index = frame.locals.findLastIndex(({ address: at, info, view }) => {
      const size = info?.type.size ?? 0
      return at !== undefined && address >= at && address < at + Math.max(size, 1) && view.state !== 'dropped'
    })
    const local = frame.locals[index]
    return local?.address === undefined
      ? { kind: 'stack', frame: frame.id, offset: address - frame.low }
      : { kind: 'stack', frame: frame.id, local: localId(local, index), offset: address - local.address }
  }

  function resolve(address: number, reach: Reach | undefined, found: Found): PointerTarget {
    if (address === 0) return { kind: 'dangling', why: 'null' }
    const block = heap.at(address)
    const buckets = reach?.kind === 'buckets'
    const past = block !== undefined && address === block.address + block.size && !buckets
    if (block?.live && !(past && stackTarget(address))) {
      const empty = reach !== undefined && reachSize(reach) === 0
      if (reach && !empty) found.reached(block, { reach, address })
      return { kind: 'heap', block: block.id, offset: address - block.address }
    }
    const stack = stackTarget(address)
    if (stack) return stack
    const datum = statics.at(address, reach)
    if (datum) {
      found.data.add(datum)
      return { kind: 'static', datum: datum.id, offset: address - datum.address }
    }
    const name = code.nameAt(address)
    if (name !== undefined) return { kind: 'code', function: name }
    if (block) return { kind: 'dangling', why: 'freed', block: block.id }
    if (process.stackAt(address) && !inLiveStack(address)) return { kind: 'dangling', why: 'out-of-scope' }
    return { kind: 'dangling', why: address < FIRST_PAGE || address >= USER_END ? 'never-valid' : 'unknown' }
  }

  interface Found {
    data: Set<Datum>
    reached(block: Block, known: Known): void
  }

  function contextOf(found: Found): ValueContext {
    return {
      memory,
      point: (address, reach) => resolve(address, reach, found),
      concreteType: (vtable) => statics.vtableAt(vtable)?.concrete,
      functionAt: (address) => code.nameOfStart(address),
      note: (text) => process.note(text),
    }
  }

  const silent: Found = { data: new Set(), reached: () => undefined }

  function localState(placed: PlacedLocal, index: number, context: ValueContext, quiet: ValueContext): Local {
    const { info, view, address, via, register } = placed
    const type = info?.type
    const readable = address !== undefined && type !== undefined && view.state !== 'uninitialised'
    const reading = mayPoint(view.state) ? context : quiet
    const initialised = view.state !== 'uninitialised'
    const held = initialised && placed.bits !== undefined && type !== undefined && type.size <= 8
    const value = readable
      ? readValue(type, address, reading)
      : held
        ? readBytes(type, wordBytes(placed.bits ?? 0), reading)
        : undefined
    const marked = value && view.movedParts ? markMoved(value, view.movedParts) : value
    return {
      id: localId(placed, index),
      name: view.name,
      type: view.type ?? type?.name ?? '?',
      argument: view.argument,
      ...(view.capture || (via !== undefined && !view.argument) ? { captured: true } : {}),
      ...(address === undefined ? {} : { address: hexAddress(address) }),
      ...(via === undefined ? {} : { via: hexAddress(via) }),
      ...(register === undefined ? {} : { register }),
      size: type?.size ?? 0,
      state: view.state,
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
    const back = memory.word(record.cfa - 8)
    const to = back === undefined ? undefined : (code.nameAt(back) ?? hexAddress(back))
    const std = [record, ...folded].flatMap((one) => one.between)
    const names = std.map((pc) => code.nameAt(pc) ?? hexAddress(pc))
    const between =
      folded.length === 0 ? names : [...new Set([...folded.map((one) => one.function.name), ...names])]
    const size = outer ? outer.low - record.cfa : 0
    return {
      id: record.id,
      function: record.function.name,
      line: record.row.line,
      low: hexAddress(record.low),
      high: hexAddress(record.cfa),
      size: record.cfa - record.low,
      ...(to === undefined ? {} : { returns: { at: hexAddress(record.cfa - 8), to } }),
      ...(outer && size > 0
        ? { between: { functions: between, size, ...(folded.length > 0 ? { folded: folded.length } : {}) } }
        : {}),
      locals: record.locals.map((local, i) => localState(local, i, context, quiet)),
    }
  }

  function openBlock(block: Block, known: Known | undefined, context: ValueContext): Opened | undefined {
    if (!known) return undefined
    if (known.reach.kind === 'buckets') return openBuckets(known.reach, known.address, block, context)
    const small = (reachSize(known.reach) ?? 0) > block.size
    return small ? undefined : open(known.reach, block.address, block.size, context)
  }

  function blockState(block: Block, content: Opened | undefined, context: ValueContext): HeapBlock {
    const known = freed.get(block)
    if (known) return known
    const { id, address, size, align, live, line, function: name, reallocated } = block
    const type = content?.type ?? (live ? undefined : lastTypes.get(id))
    if (content) lastTypes.set(id, content.type)
    const shown: HeapBlock = {
      id,
      address: hexAddress(address),
      size,
      align,
      state: live ? 'live' : 'freed',
      ...(line === undefined ? {} : { line }),
      ...(name === undefined ? {} : { function: name }),
      ...(type === undefined ? {} : { type }),
      ...(live ? { value: content?.value ?? openBytes(address, size, context) } : {}),
      ...(content?.length === undefined ? {} : { length: content.length }),
      ...(content?.capacity === undefined ? {} : { capacity: content.capacity }),
      ...(reallocated.length === 0
        ? {}
        : {
            reallocated: reallocated.map(({ from, ...sizes }) => ({
              ...sizes,
              ...(from === undefined ? {} : { from: hexAddress(from) }),
            })),
          }),
    }
    if (!live) freed.set(block, shown)
    return shown
  }

  const lastTypes = new Map<number, string>()
  /** What is left of a freed block never changes. */
  const freed = new Map<Block, HeapBlock>()

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
      for (let size = -1; size !== shownData.size + best.size; ) {
        size = shownData.size + best.size
        drain()
        for (const block of heap.blocks) {
          const known = opened.get(block.id)
          if (block.live && known && !best.has(block.id) && known.address === block.address) {
            found.reached(block, known)
          }
        }
      }
      const blocks = heap.blocks.map((block) => {
        const entry = best.get(block.id)
        if (entry) opened.set(block.id, entry.known)
        return blockState(block, entry?.content, context)
      })
      const moved = records.flatMap((record): MovedFrom[] => {
        const states = shownFrames.find(({ id }) => id === record.id)?.locals
        return record.locals.flatMap(({ view: { movedParts } }, i) => {
          const local = states?.[i]
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

/** A word's bytes, lowest first. */
function wordBytes(word: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(word), true)
  return bytes
}

/** Locals keep the id of their debug information; one without any gets a number of its own. */
function localId(placed: PlacedLocal, index: number): number {
  return placed.info?.id ?? 1000 + index
}

