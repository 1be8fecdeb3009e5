import type { Value } from '../trace-schema.ts'

/**
 * Marks the members of a partly moved value that are gone. `paths` are field paths as the
 * analysis writes them: `left`, `0.name`, `Some.0`; a path through a box (`*`) is not part of the value.
 */
export function markMoved(value: Value, paths: readonly string[]): Value {
  if (paths.includes('')) return { ...value, moved: true }
  // A path names the variant before its field.
  const prefix = value.variant === undefined ? '' : `${value.variant}.`
  const below = paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path))
  const fields = value.fields?.map((field) => {
    const name = field.name
    if (name === undefined) return field
    const inside = below
      .filter((path) => path === name || path.startsWith(`${name}.`))
      .map((path) => path.slice(name.length + 1))
    return inside.length === 0 ? field : markMoved(field, inside)
  })
  return fields ? { ...value, fields } : value
}
