/**
 * Temporaries that are borrowed: `&String::from("x")` makes a value that no variable names. Where a `let` extends its
 * life to the end of the block (Rust reference, "Temporary lifetime extension"), it owns memory as a variable does.
 */
import { ABSENT, type LocalState } from './facts.ts'
import type { Flow } from './flow.ts'
import { startOf, type SourceText } from './locate.ts'
import { borrowedLocal } from './place.ts'
import { shortType } from './short-type.ts'
import type { Position, SourceItems } from './source-items.ts'
import type { Standing } from './search.ts'
import type { Stop } from './terrain.ts'
import { isGeneric, isLeaving, storageEnds, verdict, type Followed, type VariableState } from './variables.ts'

/** A temporary of a function that some expression borrows. */
export type Temporary = {
  /** Its number in MIR: unique in its function. */
  local: number
  /** As a person writes it; `generic` as of a variable. */
  type: string
  generic: boolean
  /** Where it is borrowed first. */
  line: number
} & Pick<Followed, 'slot' | 'ends'>

/** A temporary that holds a value, or did until its scope ends now. */
export type TemporaryState = Pick<Temporary, 'local' | 'type' | 'generic' | 'line'> &
  Pick<VariableState, 'state' | 'movedParts' | 'droppedParts'>

/** What holds for the temporaries of a frame. */
export type TemporaryReport = { states: TemporaryState[]; shown: ReadonlySet<Temporary> }

/** The temporaries of a body that are borrowed in the source and live for more than the rest of a line. */
export function temporariesOf(
  { points, slots, body }: Flow,
  source: SourceText,
  { parameters }: Pick<SourceItems, 'parameters'>,
): Temporary[] {
  const named = new Set(body.variables.map(({ place }) => place.local))
  const found = new Map<number, Temporary>()
  for (const { instruction } of points) {
    const local = borrowedLocal(instruction.text)
    const slot = local === undefined ? undefined : slots.get(local)
    const place = startOf(instruction.span, source)
    if (local === undefined || slot === undefined || !place || found.has(local)) continue
    if (local <= body.arguments || named.has(local)) continue
    const type = shortType(body.types.get(local) ?? '')
    const generic = isGeneric(type, parameters)
    const ends = storageEnds(points, local, source)
    if (!ends.some(({ to }) => to.line > place.line || isClosing(to, source))) continue
    found.set(local, { local, slot, type, generic, line: place.line, ends })
  }
  return [...found.values()]
}

/** Whether a scope ends with a block, and not with a statement's semicolon. */
function isClosing({ line, column }: Position, { lines }: SourceText): boolean {
  return (
    Buffer.from(lines[line - 1] ?? '')
      .toString('latin1')
      .charAt(column - 2) === '}'
  )
}

/**
 * The temporaries that hold a value where the frame may be, or whose scope it is just leaving.
 *
 * @param last What the last report of this frame showed.
 */
export function reportTemporaries(
  temporaries: readonly Temporary[],
  standings: readonly Standing[],
  stop: Stop | undefined,
  last: ReadonlySet<Temporary>,
): TemporaryReport {
  const standing = standings.map((one) => one.shown ?? one)
  const possible = ({ slot }: Temporary) => standing.map(({ facts }) => facts.states[slot] ?? ABSENT)
  const holds = ({ kind, ended }: LocalState) => !ended && kind !== 'uninitialised' && kind !== 'moved'
  const shown = temporaries.filter(
    (one) =>
      (standing.length > 0 && possible(one).every(holds)) ||
      (last.has(one) && stop !== undefined && isLeaving(one, stop)),
  )
  const states = shown.map((one): TemporaryState => {
    const { local, type, generic, line } = one
    return { local, type, generic, line, ...verdict(possible(one)) }
  })
  return { states, shown: new Set(shown) }
}
