import {
  COLLECTIONS,
  CONSTRUCTOR,
  CONSTRUCTORS,
  ELEMENTS,
  HAS,
  OPERATION,
  OPERATIONS,
  type CollectionName,
  type ConstructorName,
  type ElementName,
  type OperationName,
} from './vocabulary.ts'

/** One operation; `n` is 1 where it takes no number. */
export type LabOperation = { name: OperationName; n: number }

/** What a viewer puts together. */
export type LabProgram = {
  collection: CollectionName
  element: ElementName
  made: ConstructorName
  /** The constructor's number; 0 where it takes none. */
  n: number
  operations: LabOperation[]
}

/** What cannot be run, in words for the viewer. */
export class LabFault extends Error {}

/** Most operations in a list. */
const MOST_OPERATIONS = 20
/** Most elements that a list handles in all: so many are done before a viewer notices. */
const MOST_ELEMENTS = 100_000
/** Most elements inserted at the front in all, as each moves all others. */
const MOST_INSERTED = 1000
/** The largest number that a 32-bit `usize` holds. */
const MOST_CAPACITY = 2 ** 32 - 1

/** A program as it stands in an address: `Vec.u64.new.push-9.shrink_to_fit`. */
export function addressOf({ collection, element, made, n, operations }: LabProgram): string {
  const start = CONSTRUCTOR[made].counts ? `${made}-${n}` : made
  const done = operations.map((one) => (OPERATION[one.name].counts ? `${one.name}-${one.n}` : one.name))
  return [collection, element, start, ...done].join('.')
}

/**
 * Reads a program from an address.
 * @throws LabFault that says what is wrong and what could stand there.
 */
export function programFrom(address: string): LabProgram {
  const [collection = '', element = '', start = '', ...rest] = address.split('.')
  const { name: made, n } = counted(start)
  const program: LabProgram = {
    collection: oneOf(collection, COLLECTIONS, 'collection'),
    element: oneOf(element, ELEMENTS, 'type of elements'),
    made: oneOf(made, CONSTRUCTORS, 'constructor'),
    n: n ?? 0,
    operations: rest.map((text) => {
      const one = counted(text)
      return { name: oneOf(one.name, OPERATIONS, 'operation'), n: one.n ?? 1 }
    }),
  }
  check(program)
  return program
}

/**
 * Refuses what the type does not have, and what would take too long.
 * @throws LabFault with the limit and its reason.
 */
export function check({ collection, made, n, operations }: LabProgram): void {
  const has = HAS[collection]
  oneOf(made, has.constructors, `constructor of ${collection}`)
  for (const { name } of operations) oneOf(name, has.operations, `operation of ${collection}`)
  if (operations.length > MOST_OPERATIONS) {
    throw new LabFault(`${operations.length} operations are too many: a list has ${MOST_OPERATIONS} at most.`)
  }
  for (const one of [n, ...operations.map((operation) => operation.n)]) {
    if (!Number.isInteger(one) || one < 0) throw new LabFault(`${one} is no count: a whole number from 0 on is.`)
    if (one > MOST_CAPACITY) {
      throw new LabFault(`${one} does not fit into a usize of 32 bits: the largest number is ${MOST_CAPACITY}.`)
    }
  }
  const handled = handledBy(made === 'with_capacity' ? 0 : n, operations)
  if (handled > MOST_ELEMENTS) {
    throw new LabFault(
      `${handled} elements are too many: the lab handles ${MOST_ELEMENTS} at most, so that it answers at once.`,
    )
  }
  const inserted = sum(operations.filter(({ name }) => name === 'insert'))
  if (inserted > MOST_INSERTED) {
    throw new LabFault(
      `${inserted} insertions at the front are too many, as each moves all other elements: ${MOST_INSERTED} at most.`,
    )
  }
  const dropped = operations.findIndex(({ name }) => name === 'drop')
  if (dropped >= 0 && dropped < operations.length - 1) {
    throw new LabFault('After drop there is no value to work on: drop stands last.')
  }
}

/** How many elements a list makes, moves or takes out at most, each time counted, from `made` that are there at first. */
function handledBy(made: number, operations: readonly LabOperation[]): number {
  let length = made
  let handled = made
  for (const { name, n } of operations) {
    if (name === 'reserve') continue
    handled += name === 'clone' || name === 'map_and_collect' ? length : n
    if (ADDS.has(name)) length += n
  }
  return handled
}

/** The operations that make a collection longer. */
const ADDS: ReadonlySet<OperationName> = new Set<OperationName>(['push', 'insert', 'extend', 'extend_filtered'])

function sum(operations: readonly LabOperation[]): number {
  return operations.reduce((all, { n }) => all + n, 0)
}

function counted(text: string): { name: string; n?: number } {
  const [, name, digits] = /^(\w*?)(?:-(\d+))?$/.exec(text) ?? []
  return name === undefined ? { name: text } : { name, ...(digits === undefined ? {} : { n: Number(digits) }) }
}

function oneOf<T extends string>(text: string, names: readonly T[], kind: string): T {
  const found = names.find((name) => name === text)
  if (found === undefined) {
    throw new LabFault(`“${text.slice(0, 40)}” is no ${kind}: there are ${names.join(', ')}.`)
  }
  return found
}
