/**
 * What the lab can make and do. The order is the module's: `lab/src/collections.rs` and `lab/src/lib.rs` number
 * collections, elements, constructors and operations as they stand here.
 */

export const COLLECTIONS = ['Vec', 'VecDeque', 'String', 'HashMap', 'BTreeMap', 'Box', 'Rc'] as const
export type CollectionName = (typeof COLLECTIONS)[number]

/** Types of elements, by the word that stands for them in an address. */
export const ELEMENTS = ['u8', 'u64', 'page', 'String', 'unit'] as const
export type ElementName = (typeof ELEMENTS)[number]

export const CONSTRUCTORS = ['new', 'with_capacity', 'collect', 'collect_filtered'] as const
export type ConstructorName = (typeof CONSTRUCTORS)[number]

export const OPERATIONS = [
  'push',
  'insert',
  'pop',
  'reserve',
  'shrink_to_fit',
  'clear',
  'clone',
  'extend',
  'extend_filtered',
  'map_and_collect',
  'drop',
] as const
export type OperationName = (typeof OPERATIONS)[number]

/** An element's type: as Rust writes it, the Rust expression of the `n`th, and its size, bytes, by a pointer's. */
export type Element = { type: string; nth: string; size: (pointer: number) => number }

export const ELEMENT: Readonly<Record<ElementName, Element>> = {
  u8: { type: 'u8', nth: 'n as u8', size: () => 1 },
  u64: { type: 'u64', nth: 'n as u64', size: () => 8 },
  page: { type: '[u8; 1025]', nth: '[n as u8; 1025]', size: () => 1025 },
  String: { type: 'String', nth: 'String::from("text")', size: (pointer) => 3 * pointer },
  unit: { type: '()', nth: '()', size: () => 0 },
}

/** What a button of an operation says, and whether it takes a number. */
export const OPERATION: Readonly<Record<OperationName, { label: string; counts: boolean }>> = {
  push: { label: 'push', counts: true },
  insert: { label: 'insert at the front', counts: true },
  pop: { label: 'pop', counts: true },
  reserve: { label: 'reserve', counts: true },
  shrink_to_fit: { label: 'shrink_to_fit', counts: false },
  clear: { label: 'clear', counts: false },
  clone: { label: 'clone', counts: false },
  extend: { label: 'extend, known length', counts: true },
  extend_filtered: { label: 'extend, unknown length', counts: true },
  map_and_collect: { label: 'into_iter, map, collect', counts: false },
  drop: { label: 'drop', counts: false },
}

export const CONSTRUCTOR: Readonly<Record<ConstructorName, { label: string; counts: boolean }>> = {
  new: { label: 'new()', counts: false },
  with_capacity: { label: 'with_capacity(n)', counts: true },
  collect: { label: 'collect, known length', counts: true },
  collect_filtered: { label: 'collect, unknown length', counts: true },
}

const WITHOUT_MAP = OPERATIONS.filter((name) => name !== 'map_and_collect')
const WITHOUT: Readonly<Partial<Record<OperationName, true>>> = { map_and_collect: true, insert: true }
const MAP = OPERATIONS.filter((name) => !WITHOUT[name])

/** The constructors and operations that a type has. */
export const HAS: Readonly<
  Record<CollectionName, { constructors: readonly ConstructorName[]; operations: readonly OperationName[] }>
> = {
  Vec: { constructors: CONSTRUCTORS, operations: OPERATIONS },
  VecDeque: { constructors: CONSTRUCTORS, operations: WITHOUT_MAP },
  String: { constructors: CONSTRUCTORS, operations: WITHOUT_MAP },
  HashMap: { constructors: CONSTRUCTORS, operations: MAP },
  BTreeMap: {
    constructors: ['new', 'collect', 'collect_filtered'],
    operations: MAP.filter((name) => name !== 'reserve' && name !== 'shrink_to_fit'),
  },
  Box: { constructors: ['new'], operations: ['clone', 'drop'] },
  Rc: { constructors: ['new'], operations: ['clone', 'drop'] },
}

/** A value's type as Rust writes it. */
export function typeOf(collection: CollectionName, element: ElementName): string {
  const { type } = ELEMENT[element]
  if (collection === 'String') return 'String'
  return collection === 'HashMap' || collection === 'BTreeMap'
    ? `${collection}<u64, ${type}>`
    : `${collection}<${type}>`
}
