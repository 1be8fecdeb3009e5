/** Tells where a pointer leads: into a block, a local, static data or code, or why it leads nowhere. */
import type { PointerTarget } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { isPastEnd, reachSize } from './contents.ts'
import type { FrameRecord, PlacedLocal } from './frame-record.ts'
import type { Frames } from './frames.ts'
import type { Block, Heap } from './heap.ts'
import type { MappedRange, Mappings } from './mappings.ts'
import type { Datum, Statics } from './statics.ts'
import type { Reach } from './values.ts'

/** How a pointer reached a block: its type and the address that it holds. */
export interface Known {
  reach: Reach
  address: number
}

/** Is told what pointers lead to. */
export interface Found {
  data: Set<Datum>
  reached(block: Block, known: Known): void
}

/** What pointers are looked up in. */
export interface PointerSources {
  heap: Heap
  frames: Frames
  statics: Statics
  code: CodeMap
  maps: Mappings
}

/**
 * Where `address` leads. `blocks` is how many blocks there were when the pointer was last in use: what
 * was moved from or dropped cannot point to a block that was made afterwards, though its address is
 * the same. A raw pointer or a reference that is still in use leads to what is there now.
 */
export type Resolve = (address: number, reach: Reach | undefined, found: Found, blocks?: number) => PointerTarget

/** Addresses below this are no memory: an empty Vec's pointer is its alignment. */
const FIRST_PAGE = 4096
/** Nor is any from this on (System V psABI, "Virtual Address Space"): a Weak of nothing holds the highest. */
const USER_END = 2 ** 47

/** Bytes below its frame that a function may use which calls no other (System V psABI, "The Stack Frame"). */
const RED_ZONE = 128

/** Looks pointers up in a process as it is when they are asked for. */
export function pointerResolver({ heap, frames, statics, code, maps }: PointerSources): Resolve {
  function ofSnippet(address: number, reach: Reach | undefined): PointerTarget | undefined {
    for (const thread of frames.threads()) {
      const stack = frames.of(thread)
      const holding = stack.filter((frame) => address >= frame.low && address < frame.cfa)
      const inner = stack.at(-1)
      if (inner && address < inner.low && address >= inner.low - RED_ZONE) {
        const found = withinFrame(inner, address, reach)
        if (found.local !== undefined) return found
      }
      // What was inlined has its variables in the frame around it.
      const found = holding.map((frame) => withinFrame(frame, address, reach))
      const target = found.find(({ local }) => local !== undefined) ?? found[0]
      if (target) return target
    }
    return undefined
  }

  /** In the stack of a thread, outside of the snippet's frames: std's are between and around them. */
  function ofStack(address: number, range: MappedRange): PointerTarget | undefined {
    for (const thread of frames.threads()) {
      const stack = frames.of(thread)
      const outermost = stack[0]
      if (!outermost || outermost.low < range.start || outermost.low >= range.end) continue
      if (address < (stack.at(-1)?.low ?? outermost.low)) return { kind: 'dangling', why: 'out-of-scope' }
      const std = stack.flatMap((frame) => frame.between).find(({ low, cfa }) => address >= low && address < cfa)
      const name = std && code.nameAt(std.pc - 1)
      return elsewhere(name === undefined ? "a frame outside of the program's functions" : `a frame of ${name}`)
    }
    return range.path === '[stack]' ? { kind: 'dangling', why: 'out-of-scope' } : undefined
  }

  return (address, reach, found, blocks) => {
    if (address === 0) return { kind: 'dangling', why: 'null' }
    const held = heap.at(address, blocks)
    const past = held !== undefined && address === held.block.address + held.block.size && reach?.kind !== 'buckets'
    if (held && !held.freed && !(past && ofSnippet(address, reach))) {
      const { block } = held
      const empty = reach !== undefined && reachSize(reach) === 0
      if (reach && !empty) found.reached(block, { reach, address })
      return { kind: 'heap', block: block.id, offset: address - block.address }
    }
    const local = ofSnippet(address, reach)
    if (local) return local
    const datum = statics.at(address, reach)
    if (datum) {
      found.data.add(datum)
      return { kind: 'static', datum: datum.id, offset: address - datum.address }
    }
    const name = code.nameAt(address)
    if (name !== undefined) return { kind: 'code', function: name }
    // A block that was moved by realloc lives on elsewhere.
    if (held) return { kind: 'dangling', why: 'freed', ...(held.block.live ? {} : { block: held.block.id }) }
    if (address < FIRST_PAGE || address >= USER_END) return { kind: 'dangling', why: 'never-valid' }
    const range = maps.at(address)
    if (!range) return { kind: 'dangling', why: 'unknown' }
    return ofStack(address, range) ?? elsewhere(rangeName(range))
  }
}

function elsewhere(where: string): PointerTarget {
  return { kind: 'dangling', why: 'unknown', where }
}

function rangeName({ path, permissions }: MappedRange): string {
  if (path === '[heap]') return "the heap, where no recorded call of Rust's allocator put it"
  if (path.startsWith('/'))
    return `${path.split('/').at(-1)}, ${permissions.includes('w') ? 'variables' : 'constants or code'}`
  return path === '' ? 'memory that the kernel gave to a library' : path
}

function withinFrame(
  frame: FrameRecord,
  address: number,
  reach: Reach | undefined,
): Extract<PointerTarget, { kind: 'stack' }> {
  // What is dropped has its place until its scope ends, unless another one has it by now.
  const find = (fits: (at: number, size: number) => boolean) => {
    const among = (isDropped: boolean) =>
      frame.locals.findLastIndex(
        ({ address: at, info, type, view }) =>
          at !== undefined &&
          (view.state === 'dropped') === isDropped &&
          !view.inGuard &&
          fits(at, Math.max((info?.type ?? type)?.size ?? 0, 1)),
      )
    const found = among(false)
    return found >= 0 ? found : among(true)
  }
  const holding = () => find((at, size) => address >= at && address < at + size)
  const ending = () => find((at, size) => address === at + size)
  const isEnd = reach !== undefined && isPastEnd(reach)
  const mayBeEnd = isEnd || (reach?.kind === 'one' && reach.whole)
  const ways = isEnd ? [ending, holding] : mayBeEnd ? [holding, ending] : [holding]
  const index = ways.map((way) => way()).find((found) => found >= 0) ?? -1
  const local = frame.locals[index]
  return local?.address === undefined
    ? { kind: 'stack', frame: frame.id, offset: address - frame.low }
    : { kind: 'stack', frame: frame.id, local: localId(local, index), offset: address - local.address }
}

/** Locals keep the id of their debug information; one without any gets a number of its own. */
export function localId({ info, view }: PlacedLocal, index: number): number {
  return info?.id ?? 1000 + (view.id ?? index)
}
