import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { symbolsIn } from '../../../recorder/assembly.ts'
import { formatJson } from '../../../recorder/format-json.ts'
import { type ListingInput } from '../../../recorder/list-functions.ts'

export const GOLDEN = import.meta.dirname

/** Functions of `shapes.rs` whose listings are golden. */
export const LISTED = [
  ...['choose', 'element', 'largest::<f64>', 'count', 'deeper', 'grown'],
  ...['<Circle as Shape>::area', 'first_copy', 'second_copy'],
]

/** An input as it is committed: the assembly of the listed functions, and the rest as JSON. */
export function written(input: ListingInput): { assembly: string; facts: string } {
  const symbols = new Set(input.listed.map(({ symbol }) => symbol))
  const assembly = input.assembly.map((text) => trimmed(text, symbols)).join('')
  const kept = new Set([...symbolsIn(assembly), ...symbols, ...input.own])
  for (const { frames } of input.listed) {
    for (const chain of frames.values()) for (const { symbol } of chain) kept.add(symbol)
  }
  const names = input.names.filter(([symbol]) => kept.has(symbol))
  const listed = input.listed.map(({ frames, ...rest }) => ({ ...rest, frames: [...frames] }))
  return { assembly, facts: formatJson({ own: input.own, names, listed }) }
}

/** The committed input. */
export function goldenInput(): ListingInput {
  const read = (name: string) => readFileSync(join(GOLDEN, name), 'utf8')
  const { own, names, listed } = JSON.parse(read('shapes.json')) as Pick<ListingInput, 'own' | 'names'> & {
    listed: (Omit<ListingInput['listed'][number], 'frames'> & {
      frames: [number, { symbol: string; file: string; line: number }[]][]
    })[]
  }
  return {
    crate: 'shapes',
    file: 'shapes.rs',
    text: read('shapes.rs'),
    assembly: [read('shapes.s')],
    names,
    own,
    listed: listed.map((item) => ({ ...item, frames: new Map(item.frames) })),
  }
}

/** The lines of an assembly file that the listed functions and their jump tables stand in. */
function trimmed(text: string, symbols: Set<string>): string {
  let inside = false
  const lines = text.split('\n').filter((line) => {
    const label = /^([^\s:]+):/.exec(line)?.[1]
    if (label !== undefined && (symbols.has(label) || label.startsWith('.LJTI'))) inside = true
    else if (/^\t\.section|^\.Lfunc_end/.test(line)) {
      const ends = inside
      inside = false
      return ends
    }
    const names = /^\t\.type\t(\S+),@function|^(\S+) = |^\t\.set\t(\S+),/.exec(line)
    const named = names?.slice(1).find(Boolean)
    return inside || /^\t\.file\t\d/.test(line) || (named !== undefined && symbols.has(named))
  })
  return `${lines.filter((line) => !/^\t\.cfi|^\.Ltmp/.test(line)).join('\n')}\n`
}
