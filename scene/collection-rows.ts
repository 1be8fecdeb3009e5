import type { Recording } from '../recorder/schema.ts'
import { callsByLine, type LineCalls } from './calls-by-line.ts'
import type { HighlightedSource } from './code-lines.ts'
import { figure } from './figure.ts'
import type { RustToken } from './rust-token.ts'

/** A collection: what its header takes, and what the allocator was called for when it was made and got its first element. */
export type CollectionRow = {
  variable: string
  /** As rustc writes it. */
  type: string
  /** Size of the value itself, bytes. */
  header: number
  /** What the line allocated that made it, build by build. */
  made: LineCalls[]
  /** The statement that puts the first element in, without its semicolon. */
  first: RustToken[]
  /** What that statement allocated, build by build. */
  filled: LineCalls[]
}

/**
 * A row for each collection of a program that makes each in a line `let mut name = …` and fills it in a
 * line `name.…`.
 * @param collections variables with their types: `vec: Vec<u64>; map: HashMap<u64, u64>`.
 * @param region the `// #region` that holds those lines.
 * @throws when a variable has no such line, a type's layout was not recorded, or a build was not run.
 */
export function collectionRows(
  recording: Recording & HighlightedSource,
  region: string,
  collections: string,
  builds: string[],
): CollectionRow[] {
  const lines = callsByLine(recording, region, builds).map((line) => ({
    ...line,
    text: line.tokens
      .map(({ text }) => text)
      .join('')
      .trim(),
  }))
  return collections.split(';').map((collection) => {
    const [, variable = '', type = ''] = /^\s*(\w+):\s*(.+?)\s*$/.exec(collection) ?? []
    const made = lines.find(({ text }) => text.startsWith(`let mut ${variable} = `))
    const filled = lines.find(({ text }) => text.startsWith(`${variable}.`))
    if (!made || !filled) {
      throw new Error(`${recording.source.file} does not make and fill "${variable}" in its region ${region}`)
    }
    const { value } = figure(recording, `${builds[0]}.layout.${type}.size`)
    return {
      variable,
      type,
      header: Number(value),
      made: made.builds,
      first: statement(filled.tokens),
      filled: filled.builds,
    }
  })
}

/** A line without its indentation and its semicolon. */
function statement(tokens: readonly RustToken[]): RustToken[] {
  return tokens
    .map((token, i) => ({
      ...token,
      text: i === tokens.length - 1 ? token.text.replace(/;\s*$/, '') : i === 0 ? token.text.trimStart() : token.text,
    }))
    .filter(({ text }) => text !== '')
}
