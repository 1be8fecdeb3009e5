/** Rust's tokens, as far as finding items and macro calls needs them. */

/** `word` is an identifier or keyword; `mark` is one character of punctuation. */
export type Token = {
  kind: 'word' | 'mark' | 'literal' | 'lifetime'
  text: string
  /** From 1. */
  line: number
  /** From 1, in bytes of UTF-8, as DWARF counts. */
  column: number
}

const RULES: [RegExp, Token['kind'] | 'skip'][] = [
  [/\s+/y, 'skip'],
  [/\/\/[^\n]*/y, 'skip'],
  [/[bc]?r(#*)"[^]*?"\1/y, 'literal'],
  [/[bc]?"(?:\\[^]|[^"\\])*"/y, 'literal'],
  [/b?'(?:\\(?:u\{[^}]*\}|x..|.)|[^'\\\n])'/y, 'literal'],
  [/'[\p{L}_][\p{L}\p{N}_]*/uy, 'lifetime'],
  [/(?:r#)?[\p{L}_][\p{L}\p{N}_]*/uy, 'word'],
  [/\d[\w]*(?:\.\d[\w]*)?/y, 'literal'],
  [/[^]/uy, 'mark'],
]

/**
 * The tokens of a source text, comments and white space left out. Never fails: what is not Rust
 * comes out as marks.
 */
export function tokens(source: string): Token[] {
  const found: Token[] = []
  let at = 0
  let line = 1
  let lineStart = 0
  while (at < source.length) {
    const [text, kind] = source.startsWith('/*', at) ? [blockComment(source, at), 'skip' as const] : next(source, at)
    if (kind !== 'skip') {
      const column = Buffer.byteLength(source.slice(lineStart, at)) + 1
      found.push({ kind, text, line, column })
    }
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
      line++
      lineStart = at + feed + 1
    }
    at += text.length
  }
  return found
}

function next(source: string, at: number): [string, Token['kind'] | 'skip'] {
  for (const [rule, kind] of RULES) {
    rule.lastIndex = at
    const match = rule.exec(source)
    if (match && match[0] !== '') return [match[0], kind]
  }
  return [source[at] ?? '', 'mark']
}

/** Block comments nest (Rust reference, "Comments"). */
function blockComment(source: string, start: number): string {
  let depth = 0
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return source.slice(start, marks.lastIndex)
  }
  return source.slice(start)
}
