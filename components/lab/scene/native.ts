import type { LabCall } from './lab-run.ts'
import type { LabProgram } from './lab-program.ts'
import { ELEMENT } from './vocabulary.ts'

/** What is read of a preset's recording. */
export type NativeRecording = {
  source: { text: string }
  builds: Readonly<Record<string, { run?: { calls: { kind: string; size: number; line?: number | null }[] } }>>
}
/** What is compared: how the allocator was called, and for how many bytes. */
type Shape = { kind: string; size: number }

/** Bytes that a hash table has beside its entries and their control bytes: a group of the machine's width. */
const GROUP: Readonly<Record<number, number>> = { 4: 8, 8: 16 }

/**
 * The size that a block has with pointers of four bytes, from its size with eight. What holds no pointer has the same.
 */
function narrow(size: number, { collection, element }: LabProgram): number {
  for (const layout of layoutsOf(collection, element)) {
    for (let n = 0; n <= MOST_ELEMENTS && layout(8, n) <= size; n++) if (layout(8, n) === size) return layout(4, n)
  }
  return size
}

/** No preset has more elements in a block. */
const MOST_ELEMENTS = 64

/** The sizes that a type's blocks may have, each by a pointer's bytes and a count of what it holds. */
function layoutsOf(
  collection: LabProgram['collection'],
  element: LabProgram['element'],
): ((pointer: number, n: number) => number)[] {
  const { size } = ELEMENT[element]
  const align = (pointer: number) => (element === 'String' ? pointer : element === 'u64' ? 8 : 1)
  const up = (bytes: number, to: number) => Math.ceil(bytes / to) * to
  switch (collection) {
    case 'Vec':
    case 'VecDeque':
      return [(pointer, n) => n * size(pointer)]
    case 'String':
      return [(_, n) => n]
    case 'Box':
      return [(pointer) => size(pointer)]
    case 'Rc':
      // Two counts, then the value.
      return [(pointer) => up(up(2 * pointer, align(pointer)) + size(pointer), Math.max(pointer, align(pointer)))]
    case 'HashMap':
      // Entries, then a control byte each, then a group of them.
      return [(pointer, n) => up(n * up(8 + size(pointer), 8), GROUP[pointer] ?? 0) + n + (GROUP[pointer] ?? 0)]
    case 'BTreeMap': {
      // Eleven keys and values, the parent, two small numbers; an inner node has twelve children too.
      const leaf = (pointer: number) => up(11 * (8 + size(pointer)) + pointer + 4, 8)
      return [leaf, (pointer) => up(leaf(pointer) + 12 * pointer, 8)]
    }
  }
}

/**
 * The calls of a native recording, with the sizes that they have where a pointer is four bytes. What the end of `main`
 * gives back is left out: the lab's value lives on after its operations.
 */
export function nativeShapes(recording: NativeRecording, program: LabProgram): Shape[] {
  const calls = recording.builds['debug']?.run?.calls
  if (!calls) throw new Error('the recording has no run of the debug build')
  const end = recording.source.text.split('\n').indexOf('// #endregion')
  return calls.filter(({ line }) => line !== end).map(({ kind, size }) => ({ kind, size: narrow(size, program) }))
}

/**
 * How a run differs from the native recording of its program: a sentence about the first call that does; `undefined`
 * where all are equal.
 */
export function differenceFrom(native: readonly Shape[], run: readonly LabCall[]): string | undefined {
  const said = (one: Shape | undefined) => (one ? `${one.kind} of ${one.size} B` : 'no call')
  for (let at = 0; at < Math.max(native.length, run.length); at++) {
    if (said(native[at]) !== said(run[at])) {
      return `Call ${at + 1} is ${said(run[at])} here, and natively ${said(native[at])}.`
    }
  }
  return undefined
}
