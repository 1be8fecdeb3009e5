import type { Source } from '../recorder/schema.ts'
import type { RustLines, RustToken } from './rust-token.ts'

/** A line of a snippet as a slide shows it. */
export type CodeLine = {
  /** Counted in the snippet's file, from 1. */
  number: number
  tokens: RustToken[]
}

/** A recording's source with its highlighted lines. */
export type HighlightedSource = { source: Pick<Source, 'file' | 'regions'>; highlighted: RustLines }

const MARK = /\s*\/\/ #mark .*$/

/**
 * The lines of a region, marks removed and the common indentation taken away.
 * @throws when the snippet has no such region.
 */
export function codeLines({ source, highlighted }: HighlightedSource, region: string): CodeLine[] {
  const span = source.regions[region]
  if (!span) {
    throw new Error(
      `${source.file} has no region "${region}"; it has ${Object.keys(source.regions).join(', ') || 'none'}`,
    )
  }
  const lines = highlighted.slice(span.first - 1, span.last).map((tokens, i) => ({
    number: span.first + i,
    tokens: withoutMark(tokens),
  }))
  const indents = lines.filter((line) => textOf(line.tokens).trim()).map((line) => indentOf(line.tokens))
  const common = Math.min(...indents)
  return lines.map((line) => ({ ...line, tokens: outdented(line.tokens, common) }))
}

function textOf(tokens: RustToken[]): string {
  return tokens.map((token) => token.text).join('')
}

function indentOf(tokens: RustToken[]): number {
  return /^ */.exec(textOf(tokens))?.[0].length ?? 0
}

function withoutMark(tokens: RustToken[]): RustToken[] {
  const last = tokens.at(-1)
  if (!last || last.style !== 'comment') return tokens
  const text = last.text.replace(MARK, '')
  const kept = tokens.slice(0, -1)
  if (text) return [...kept, { ...last, text }]
  return kept.map((token, i) => (i === kept.length - 1 ? { ...token, text: token.text.trimEnd() } : token))
}

function outdented(tokens: RustToken[], columns: number): RustToken[] {
  let left = columns
  return tokens.flatMap((token) => {
    const cut = Math.min(left, token.text.length)
    left -= cut
    const text = token.text.slice(cut)
    return text ? [{ ...token, text }] : []
  })
}
