/**
 * How many drops a drop of a local comes to: rustc drops what is left of a partly moved value
 * field by field, and makes no code where nothing is left (Rust reference, "Destructors").
 */
import type { LocalState } from './facts.ts'
import type { SourceItems } from './source-items.ts'

const NO_GLUE = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|str|!|&.*|\*(?:const|mut) .*|fn\(.*)$/

/** Types that need no more than their fields say. */
type Types = Pick<SourceItems, 'fields' | 'fieldTypes' | 'dropped'>

/** The number of separate drops when a local of type `type`, as rustc prints it, is dropped. */
export function dropCount(state: LocalState, type: string, types: Types): number {
  if (state.kind === 'live') return 1
  return state.kind === 'partly-moved' ? remaining(type, state.paths, types) : 0
}

function remaining(type: string, gone: readonly string[], types: Types): number {
  if (gone.includes('')) return 0
  if (gone.length === 0) return needsDrop(type, types, 0) ? 1 : 0
  const heads = new Set(gone.map((path) => path.split('.')[0] ?? ''))
  // What a box held is gone, its memory is not.
  if (heads.has('*')) return 1
  const fields = fieldsOf(type, types)
  if (fields) {
    const counts = fields.map((field) => remaining(field.type, below(gone, field.name), types))
    return counts.reduce((sum, count) => sum + count, 0)
  }
  const array = /^\[(.*); (\d+)(?:_usize)?\]$/.exec(type)
  if (array) {
    const elements = Array.from({ length: Number(array[2]) }, (_, at) => below(gone, String(at)))
    return elements.reduce((sum, inside) => sum + remaining(array[1] ?? '', inside, types), 0)
  }
  const [variant] = heads
  if (heads.size !== 1 || variant === undefined) return 1
  if (['Some', 'Ok', 'Err'].includes(variant)) return remaining('', below(below(gone, variant), '0'), types)
  const held = fieldsOf(variant, types)
  const inside = below(gone, variant)
  return held ? held.reduce((sum, field) => sum + remaining(field.type, below(inside, field.name), types), 0) : 1
}

/** The paths inside `head`, without it. */
function below(paths: readonly string[], head: string): string[] {
  return paths.filter((path) => path === head || path.startsWith(`${head}.`)).map((path) => path.slice(head.length + 1))
}

function fieldsOf(type: string, types: Types): { name: string; type: string }[] | undefined {
  if (type.startsWith('(')) {
    return splitTypes(type.slice(1, -1)).map((one, index) => ({ name: String(index), type: one }))
  }
  const name = /(\w+)(?:<.*)?$/.exec(type.replace(/<.*$/, ''))?.[1] ?? type
  const written = types.fieldTypes.get(name)
  return written?.map((one, index) => ({ name: types.fields.get(name)?.[index] ?? String(index), type: one }))
}

/** Whether dropping a whole value runs code. Types defined elsewhere are taken to. */
function needsDrop(type: string, types: Types, depth: number): boolean {
  if (NO_GLUE.test(type) || depth > 8) return false
  const array = /^\[(.*); [^;]*\]$/.exec(type)
  if (array) return needsDrop(array[1] ?? '', types, depth + 1)
  const name = /(\w+)(?:<.*)?$/.exec(type.replace(/<.*$/, ''))?.[1] ?? type
  if (types.dropped.has(name)) return true
  const fields = fieldsOf(type, types)
  return fields ? fields.some((field) => needsDrop(field.type, types, depth + 1)) : true
}

/** `A`, `B<C, D>` of `A, B<C, D>`. */
function splitTypes(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= list.length; at++) {
    const char = list[at] ?? ','
    if ('([{<'.includes(char)) depth++
    else if (')]}'.includes(char) || (char === '>' && list[at - 1] !== '-')) depth--
    else if (char === ',' && (depth === 0 || at === list.length)) {
      const part = list.slice(start, at).trim()
      if (part !== '') parts.push(part)
      start = at + 1
    }
  }
  return parts
}
