/** What is left in places that were moved from or dropped. */
import type { PlaceState, PointerTarget, Value } from '../trace-schema.ts'

/**
 * Marks the members of a partly moved value that are gone. `paths` are field paths as the
 * analysis writes them: `left`, `0.name`, `Some.0`; a path through a box (`*`) is not part of the value.
 */
export function markMoved(value: Value, paths: readonly string[]): Value {
  return atParts(value, paths, (part) => ({ ...part, moved: true }))
}

/** Marks the members whose old value was dropped, before a new one is written. */
export function markDropped(value: Value, paths: readonly string[]): Value {
  return atParts(value, paths, (part) => ({ ...part, dropped: true }))
}

/** The value with `change` made to its members at `paths`; the empty path is the value itself. */
function atParts(value: Value, paths: readonly string[], change: (part: Value) => Value): Value {
  if (paths.includes('')) return change(value)
  // A path names the variant before its field.
  const prefix = value.variant === undefined ? '' : `${value.variant}.`
  const below = paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path))
  const fields = value.fields?.map((field) => {
    const name = field.name
    if (name === undefined) return field
    const inside = below
      .filter((path) => path === name || path.startsWith(`${name}.`))
      .map((path) => path.slice(name.length + 1))
    return inside.length === 0 ? field : atParts(field, inside, change)
  })
  return fields ? { ...value, fields } : value
}

/** The value with the heap's pointers of its member at `path` led where `target` says; texts whose memory is gone go. */
export function leadAnew(value: Value, path: string, target: (address: number) => PointerTarget): Value {
  const anew = (part: Value): Value => {
    const to = part.target
    if (to) return to.kind === 'heap' || to.kind === 'dangling' ? { ...part, target: target(Number(part.text)) } : part
    if (!part.fields) return part
    const { text, ...rest } = part
    const fields = part.fields.map(anew)
    const lost = fields.some((field) => field.target?.kind === 'dangling' && field.length !== 0)
    return { ...rest, ...(text === undefined || lost ? {} : { text }), fields }
  }
  return atParts(value, [path], anew)
}

/** Remembers when places were last in use: how many blocks of the heap there were. */
export interface LastUse {
  /**
   * Takes note of a place's state now. Gives its parts that are no longer in use (the empty path is
   * all of it) with the number of blocks there were when they last were.
   */
  look(place: string, state: PlaceState, movedParts: readonly string[] | undefined, blocks: number): Map<string, number>
}

/** Nothing was looked at yet. */
export function lastUse(): LastUse {
  const seen = new Map<string, { blocks: number; gone: Map<string, number> }>()
  return {
    look(place, state, movedParts, blocks) {
      const before = seen.get(place)
      // What was moved out before the rest was dropped has been out of use for longer.
      const parts = [...(state === 'moved' || state === 'dropped' ? [''] : []), ...(movedParts ?? [])]
      const all = before?.gone.get('')
      const gone = new Map(
        parts.map((part) => [
          part,
          before?.gone.get(part) ?? (part === '' ? undefined : all) ?? before?.blocks ?? blocks,
        ]),
      )
      seen.set(place, { blocks, gone })
      return gone
    },
  }
}
