import type { AddressSpace } from '../../recorder/trace-schema.ts'

/** A variable, or what it points at, as the map shows it. */
export type SpaceValue = AddressSpace['values'][number] & {
  /** `numbers`, or `*numbers` for what it points at, as Rust writes it. */
  label: string
}

type Role = AddressSpace['mappings'][number]['role']

/** What flies together when a page does not say: from the binary to the heap. */
const BY_ROLE: readonly (readonly Role[])[] = [['code', 'constants'], ['static'], ['thread-local'], ['stack']]

/**
 * The values in the order of clicks, a list a click.
 *
 * `groups` lists clicks separated by semicolons, each of marks separated by blanks: `box` is the
 * variable on that marked line and what it points at, `box.place` the variable alone, `box.target`
 * what it points at. By default: code and constants, statics, thread-locals, the stack, and the rest,
 * of at most four lines of code at a click.
 * @throws when a mark has no such value in the recording, with the marks that have.
 */
export function groupValues(space: AddressSpace, groups?: string): SpaceValue[][] {
  const values = space.values.map((value) => ({
    ...value,
    label: `${value.part === 'target' ? '*' : ''}${value.variable}`,
  }))
  if (groups === undefined) return groupByRole(space, values)
  return groups
    .split(';')
    .map((group) =>
      group
        .split(/\s+/)
        .filter(Boolean)
        .flatMap((term) => named(values, term)),
    )
    .filter((group) => group.length > 0)
}

function groupByRole({ mappings }: AddressSpace, values: SpaceValue[]): SpaceValue[][] {
  const place = (value: SpaceValue) => {
    const role = value.mapping === undefined ? undefined : mappings[value.mapping]?.role
    const group = BY_ROLE.findIndex((roles) => role !== undefined && roles.includes(role))
    return group < 0 ? BY_ROLE.length : group
  }
  return [...BY_ROLE.keys(), BY_ROLE.length]
    .map((group) => values.filter((value) => place(value) === group))
    .flatMap(fewAtATime)
}

/** More lines of code than these at one click leave the map too little room. */
const MOST_LINES = 4

/** Splits a group so that no click has values of more than `MOST_LINES` marked lines. */
function fewAtATime(values: SpaceValue[]): SpaceValue[][] {
  const marks = [...new Set(values.map(({ mark }) => mark))]
  const clicks = Math.ceil(marks.length / MOST_LINES)
  return Array.from({ length: clicks }, (_, click) => {
    const own = marks.slice(click * MOST_LINES, (click + 1) * MOST_LINES)
    return values.filter(({ mark }) => own.includes(mark))
  })
}

function named(values: SpaceValue[], term: string): SpaceValue[] {
  const [, mark = term, part] = /^(.+)\.(place|target)$/.exec(term) ?? []
  const found = values.filter((value) => value.mark === mark && (part === undefined || value.part === part))
  if (found.length > 0) return found
  const known = [...new Set(values.map((value) => `${value.mark}.${value.part}`))].join(', ')
  throw new Error(`no value is recorded for "${term}"; there is ${known || 'none'}`)
}
