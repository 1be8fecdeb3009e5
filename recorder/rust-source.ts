/**
 * Last line of the function whose `fn` stands on `line`: that of its closing brace. Braces in
 * comments, strings and character literals do not count.
 *
 * @returns undefined when no `fn` with a body begins on that line.
 */
export function functionEnd(text: string, line: number): number | undefined {
  const lines = text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, row) => sum + row.length + 1, 0)
  const row = lines[line - 1] ?? ''
  const keyword = /\bfn\s+\w+/.exec(row)
  if (!keyword) return undefined
  let depth = 0
  for (let at = start + keyword.index; at < text.length;) {
    const skipped = literalOrComment(text, at)
    if (skipped > 0) {
      at += skipped
      continue
    }
    if (text[at] === '{') depth += 1
    if (text[at] === ';' && depth === 0) return undefined
    if (text[at] === '}' && --depth === 0) return text.slice(0, at).split('\n').length
    at += 1
  }
  return undefined
}

/** Names of the functions that a program declares; comments and texts declare none. */
export function functionNames(text: string): Set<string> {
  let code = ''
  for (let at = 0; at < text.length;) {
    const skipped = literalOrComment(text, at)
    if (skipped === 0) code += text[at]
    else code += ' '
    at += Math.max(skipped, 1)
  }
  return new Set([...code.matchAll(/\bfn\s+(?:r#)?(\w+)/g)].map((match) => match[1] ?? ''))
}

/**
 * First and last line of the function `name` that holds most of the lines `inside`; the first and
 * the last of these when there is no such function (a closure, a macro's).
 */
export function functionLines(text: string, name: string, inside: number[]) {
  const head = new RegExp(`\\bfn\\s+${name}\\b`)
  const candidates = text.split('\n').flatMap((row, index) => {
    const last = head.test(row) ? functionEnd(text, index + 1) : undefined
    return last === undefined ? [] : { first: index + 1, last }
  })
  const held = ({ first, last }: { first: number; last: number }) =>
    inside.filter((line) => line >= first && line <= last).length
  const [best] = candidates.sort((one, other) => held(other) - held(one))
  if (best && (held(best) > 0 || candidates.length === 1)) return best
  return { first: Math.min(...inside), last: Math.max(...inside) }
}

/**
 * Length of the comment, string or character literal that begins at `at`, or 0. A lifetime is none
 * (https://doc.rust-lang.org/reference/tokens.html).
 */
function literalOrComment(text: string, at: number): number {
  const rest = text.slice(at, at + 2)
  if (rest === '//') return lengthTo(text, at, '\n')
  if (rest === '/*') return blockComment(text, at)
  const raw = /^b?r(#*)"/.exec(text.slice(at, at + 20))
  if (raw && !/\w/.test(text[at - 1] ?? '')) {
    return raw[0].length + lengthTo(text, at + raw[0].length, `"${raw[1]}`)
  }
  if (text[at] === '"') return quoted(text, at)
  return /^'(\\.[^']*|[^'\\])'/s.exec(text.slice(at, at + 16))?.[0].length ?? 0
}

function lengthTo(text: string, at: number, end: string): number {
  const found = text.indexOf(end, at)
  return (found < 0 ? text.length : found + end.length) - at
}

function blockComment(text: string, at: number): number {
  let depth = 0
  for (const { 0: mark, index } of text.slice(at).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1
    if (depth === 0) return index + 2
  }
  return text.length - at
}

function quoted(text: string, at: number): number {
  let end = at + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  return end + 1 - at
}
