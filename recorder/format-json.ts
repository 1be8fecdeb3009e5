/** Longest line, in characters, that a value with members of its own is kept on. */
const WIDTH = 120

/**
 * JSON that can be reviewed as a diff: indented by two, but what holds only scalars (one
 * instruction, one call of the allocator) or fits on a line stays on one line.
 */
export function formatJson(value: unknown): string {
  return `${lines(value, '')}\n`
}

function lines(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const array = Array.isArray(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  const flat = members.every(([, member]) => typeof member !== 'object' || member === null)
  if (flat) return onOneLine(value)
  const short = onOneLine(value)
  if (short.length + indent.length <= WIDTH) return short
  const inner = members.map(([key, member]) => {
    const text = lines(member, `${indent}  `)
    return `${indent}  ${array ? '' : `${JSON.stringify(key)}: `}${text}`
  })
  const [open, close] = array ? ['[', ']'] : ['{', '}']
  return `${open}\n${inner.join(',\n')}\n${indent}${close}`
}

function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  if (members.length === 0) return '{}'
  return `{ ${members.map(([key, member]) => `${JSON.stringify(key)}: ${onOneLine(member)}`).join(', ')} }`
}
