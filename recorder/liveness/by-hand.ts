/**
 * Values that a program drops or takes out by hand, through a borrow of the variable that holds them:
 * `ManuallyDrop::drop(&mut x)`, `ManuallyDrop::take(&mut x)`, `std::ptr::drop_in_place(&raw mut x)`.
 */
import type { Body } from './mir.ts'
import { movesIn, placeAt, type Place } from './place.ts'

/** The place that each temporary borrows, for those that are assigned once. */
export function borrows(body: Body): ReadonlyMap<number, Place> {
  const assigned = new Map<number, string[]>()
  for (const block of body.blocks.values()) {
    for (const { text } of block.instructions) {
      const [, local, value] = /^_(\d+) = (.*)$/.exec(text) ?? []
      if (local !== undefined) assigned.set(Number(local), [...(assigned.get(Number(local)) ?? []), value ?? ''])
    }
  }
  const borrowed = (local: number, depth = 0): Place | undefined => {
    const [value, ...more] = assigned.get(local) ?? []
    if (value === undefined || more.length > 0 || depth > assigned.size) return undefined
    const start = /^(?:&(?:raw )?mut |move |copy )/.exec(value)?.[0].length
    const place = start === undefined ? undefined : placeAt(value, start)?.place
    if (!place) return undefined
    const isBorrow = value.startsWith('&')
    const [first, ...path] = place.path
    // A borrow of what another one leads to, or that one handed on.
    const inner = (isBorrow ? first?.kind === 'deref' : place.path.length === 0)
      ? borrowed(place.local, depth + 1)
      : undefined
    if (inner) return { local: inner.local, path: [...inner.path, ...(isBorrow ? path : [])] }
    return isBorrow ? place : undefined
  }
  const found = new Map<number, Place>()
  for (const local of assigned.keys()) {
    const place = borrowed(local)
    if (place) found.set(local, place)
  }
  return found
}

/** What a call drops or takes by hand; only the first place of its arguments counts. */
export function takenByHand(
  text: string,
  borrowed: ReadonlyMap<number, Place>,
): { kind: 'drop' | 'move'; place: Place }[] {
  const [, name] =
    /\b(ManuallyDrop::<.*>::drop|ManuallyDrop::<.*>::take|drop_in_place::<.*>)\((?:move|copy) _/.exec(text) ?? []
  if (name === undefined) return []
  const argument = /\((?:move|copy) _(\d+)\)/.exec(text)?.[1] ?? movesIn(text)[0]?.local
  const place = argument === undefined ? undefined : borrowed.get(Number(argument))
  return place ? [{ kind: name.endsWith('::take') ? 'move' : 'drop', place }] : []
}
