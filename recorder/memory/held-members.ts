/** What is left of the members of a future's state while its body runs, and while it waits. */
import type { Value } from '../trace-schema.ts'
import type { HeldPart } from './futures.ts'
import { markDropped, markMoved } from './moved-parts.ts'
import type { Member } from './types.ts'

const isGone = ({ state }: HeldPart) => state === 'moved' || state === 'dropped' || state === 'uninitialised'

/** What the analysis says of a member, by its offset, else by its name if no other has it. */
function partOf(member: Member, held: readonly HeldPart[]): HeldPart | undefined {
  const written = member.name.replace(/^_ref__/, '')
  const isCapture = member.captured ?? false
  const alike = held.filter(({ capture }) => capture === isCapture)
  const here = alike.filter(({ offset }) => offset === member.offset)
  const named = alike.filter(({ name }) => name === written)
  // What is not needed at the same time shares its bytes.
  const inUse = here.find((part) => !isGone(part)) ?? here.find(({ state }) => state !== 'uninitialised')
  return inUse ?? here[0] ?? (named.length === 1 ? named[0] : undefined)
}

/** Variables in use that share the name of a member: the debug information has no place for them there. */
function shadowing(members: readonly Member[], held: readonly HeldPart[]): Member[] {
  return held.flatMap((part): Member[] => {
    const { name, offset, type, capture } = part
    const isNamed = members.some((member) => !member.captured && member.name === name)
    const isThere = members.some((member) => member.offset === offset)
    if (offset === undefined || !type || capture || isGone(part) || !isNamed || isThere) return []
    return [{ name, offset, type: () => type }]
  })
}

/**
 * The members of a future's state, which `read` reads: what was moved out or is not in use is nobody's bytes. `held`
 * is what the future holds; nothing is known of a future that was not polled: it is whole.
 */
export function heldMembers(
  members: readonly Member[],
  held: readonly HeldPart[] | undefined,
  start: number,
  read: (member: Member) => Value,
): Value[] {
  if (!held) return members.map(read)
  const all = [...members, ...shadowing(members, held)]
  return all.map((member) => heldMember(member, partOf(member, held), start, () => read(member)))
}

function heldMember(member: Member, part: HeldPart | undefined, start: number, read: () => Value): Value {
  if (!part) return read()
  if (!isGone(part)) return markDropped(markMoved(read(), part.movedParts ?? []), part.droppedParts ?? [])
  const name = part.state === 'moved' ? 'moved out' : 'not in use'
  return { name, offset: start + member.offset, size: member.type().size, kind: 'padding' }
}
