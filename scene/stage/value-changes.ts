import type { Value } from '../../recorder/trace-schema.ts'
import { members, valueText } from './value-tree.ts'

/** A member that differs between two values of one place. */
export type MemberChange = { name: string; offset: number; before?: string; after: string; pointer: boolean }

/** The members that changed or came, by offset; the value itself where it has none. */
export function memberChanges(before: Value, after: Value): MemberChange[] {
  const now = members(after)
  if (now.length === 0) {
    const [was, is] = [valueText(before), valueText(after)]
    return was === is
      ? []
      : [{ name: '', offset: after.offset, before: was, after: is, pointer: after.kind === 'pointer' }]
  }
  const then = members(before)
  return now.flatMap((member, index) => {
    if (member.kind === 'padding') return []
    const earlier = then.find((one) => one.offset === member.offset && one.kind !== 'padding')
    const was = earlier && valueText(earlier)
    const is = valueText(member)
    if (was === is) return []
    const name = member.name ?? String(index)
    return [{ name, offset: member.offset, before: was, after: is, pointer: member.kind === 'pointer' }]
  })
}
