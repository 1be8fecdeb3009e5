/** Longest line, in characters, that a value with members of its own is kept on. */
const WIDTH = 120

/**
 * JSON that can be reviewed as a diff: indented by one, but what holds only scalars (one
 * instruction, one call of the allocator), what a step changes, or what fits on a line stays on one line.
 */
export function formatJson(value: unknown): string {
  return `${lines(value, '')}\n`
}

function lines(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const array = Array.isArray(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const flat = members.every(([, member]) => typeof member !== 'object' || member === null)
  if (flat) return onOneLine(value, Infinity) ?? ''
  // A trace has thousands of steps: without the spaces they are a fifth shorter.
  if ('change' in value) return JSON.stringify(value)
  const short = onOneLine(value, WIDTH - indent.length)
  if (short !== undefined) return short
  const inner = members.map(([key, member]) => {
    const text = lines(member, `${indent} `)
    return `${indent} ${array ? '' : `${JSON.stringify(key)}: `}${text}`
  })
  const [open, close] = array ? ['[', ']'] : ['{', '}']
  return `${open}\n${inner.join(',\n')}\n${indent}${close}`
}

/** The value on one line; undefined as soon as that is longer than `limit`, so that a long one is not written in vain. */
function onOneLine(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const array = Array.isArray(value)
  const texts: string[] = []
  // The brackets, and what stands between members, are two each.
  let length = array ? 2 : 4
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined && !array) continue
    const text = onOneLine(member, limit - length)
    if (text === undefined) return undefined
    texts.push(array ? text : `${JSON.stringify(key)}: ${text}`)
    length += (texts.at(-1)?.length ?? 0) + (texts.length > 1 ? 2 : 0)
    if (length > limit) return undefined
  }
  if (array) return `[${texts.join(', ')}]`
  return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`
}
