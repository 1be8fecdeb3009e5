import type { Frame, HeapBlock, Local, MemoryState, PointerTarget, Value } from '../../recorder/trace-schema.ts'
import { addressOf, hexadecimal } from '../../scene/stage/address.ts'

/** A number at an offset of its owner. */
export function scalar(name: string | undefined, offset: number, text: string, type = 'i64', size = 8): Value {
  return { name, type, offset, size, kind: 'scalar', text }
}

/** A pointer at an offset of its owner. */
export function pointer(
  name: string | undefined,
  offset: number,
  text: string,
  target: PointerTarget,
  type = '*mut T',
): Value {
  return { name, type, offset, size: 8, kind: 'pointer', text, target }
}

/** A struct of the given members. */
export function struct(type: string, fields: Value[]): Value {
  const size = Math.max(0, ...fields.map((field) => field.offset + field.size))
  return { type, offset: 0, size, kind: 'aggregate', fields }
}

/** A local in memory; live when it has a value. */
export function local(
  id: number,
  name: string,
  type: string,
  address: string,
  size: number,
  value?: Value,
  more: Partial<Local> = {},
): Local {
  return {
    id,
    name,
    type,
    argument: false,
    address,
    size,
    state: value ? 'live' : 'uninitialised',
    value,
    line: 1,
    ...more,
  }
}

/** A frame from `low` upward with its return address on top. */
export function frame(id: number, name: string, low: string, size: number, locals: Local[], line = 1): Frame {
  const high = addressOf(low) + size
  return {
    id,
    function: name,
    line,
    low,
    high: hexadecimal(high),
    size,
    returns: { at: hexadecimal(high - 8), to: id === 1 ? 'std' : 'main' },
    locals,
  }
}

/** A live heap block. */
export function block(
  id: number,
  address: string,
  size: number,
  type: string,
  value?: Value,
  more: Partial<HeapBlock> = {},
): HeapBlock {
  return { id, address, size, align: 8, state: 'live', type, value, line: 14, function: 'make', ...more }
}

/** A state whose innermost frame is its function. */
export function stateOf(
  line: number,
  frames: Frame[],
  blocks: HeapBlock[] = [],
  more: Partial<MemoryState> = {},
): MemoryState {
  return {
    thread: 0,
    line,
    function: frames.at(-1)?.function ?? 'main',
    frames,
    blocks,
    statics: [],
    calls: blocks.length,
    ...more,
  }
}

const mainWith = (boxed?: Value, state?: Local['state']) =>
  frame(
    1,
    'main',
    '0x7fffffffe340',
    64,
    [local(1, 'boxed', 'Box<Point>', '0x7fffffffe358', 8, boxed, state ? { state } : {})],
    20,
  )
const makeWith = (more: Partial<Local> = {}, value?: Value) =>
  frame(
    2,
    'make',
    '0x7fffffffe2c0',
    128,
    [
      local(1, 'n', 'i64', '0x7fffffffe2f8', 8, scalar(undefined, 0, '7'), { argument: true }),
      local(2, 'point', 'Point', '0x7fffffffe300', 16, value, more),
    ],
    14,
  )
const point = struct('Point', [scalar('x', 0, '7'), scalar('y', 8, '8')])
const heapAddress = '0x5555555add60'
const box = pointer(undefined, 0, heapAddress, { kind: 'heap', block: 0, offset: 0 }, 'Box<Point>')

/** A run of `let boxed = make(7)` as the recorder gives it. */
export const boxNew: MemoryState[] = [
  stateOf(20, [mainWith()]),
  stateOf(13, [mainWith(), makeWith()]),
  stateOf(14, [mainWith(), makeWith({}, point)]),
  stateOf(15, [mainWith(), makeWith({ state: 'moved' }, point)], [block(0, heapAddress, 16, 'Point', point)], {
    returning: { function: 'make', type: 'Box<Point>', place: 'rax', value: box },
    event: 'return',
  }),
  stateOf(21, [mainWith(box)], [block(0, heapAddress, 16, 'Point', point)]),
  stateOf(22, [mainWith(box, 'dropped')], [block(0, heapAddress, 16, 'Point', point, { state: 'freed' })], {
    calls: 2,
  }),
]

/** `depth` nested calls, each frame with `locals` locals, and a list of `blocks` heap nodes. */
export function bigState(depth: number, locals: number, blocks: number): MemoryState {
  const top = 0x7fffffffe400
  const size = 16 + locals * 8
  const frames = Array.from({ length: depth }, (_, i) => {
    const low = top - (i + 1) * size
    const its = Array.from({ length: locals }, (_, j) => {
      const at = hexadecimal(low + 8 + j * 8)
      const target: PointerTarget =
        j === 0 && blocks > 0
          ? { kind: 'heap', block: i % blocks, offset: 0 }
          : { kind: 'stack', frame: Math.max(1, i), local: 1, offset: 0 }
      const isPointer = j === 0 || j === 1
      const value = isPointer ? pointer(undefined, 0, '0x5555555a0000', target) : scalar(undefined, 0, `${i * 10 + j}`)
      return local(j + 1, `local_${j}`, isPointer ? 'Box<Node>' : 'i64', at, 8, value)
    })
    return frame(i + 1, `f${i}`, hexadecimal(low), size, its)
  })
  const nodes = Array.from({ length: blocks }, (_, i) => {
    const next: PointerTarget =
      i + 1 < blocks ? { kind: 'heap', block: i + 1, offset: 0 } : { kind: 'dangling', why: 'null' }
    const value = struct('Node', [scalar('value', 0, `${i}`), pointer('next', 8, '0x5555555a0000', next, 'Box<Node>')])
    return block(i, hexadecimal(0x5555555a0000 + i * 32), 16, 'Node', value)
  })
  return stateOf(9, frames, nodes)
}
