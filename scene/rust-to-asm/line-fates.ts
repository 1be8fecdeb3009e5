import type { CodeLine } from '../code-lines.ts'
import type { InstructionRow } from './rows.ts'
import { shownNumber } from './states.ts'
import type { Draft } from './targets.ts'

/** What became of a Rust line in a build: it has instructions, became nothing, or has none for a reason. */
export type LineFate = { is: 'instructions' } | { is: 'nothing' } | { is: 'without'; why: string }

/** Why heads, braces and comments have no instruction; nobody asks for it. */
export const NO_STATEMENT = 'it is no statement'

/** Whether rustc was told to optimise, by its flags. */
export function isOptimised(flags: readonly string[]): boolean {
  return !flags.includes('opt-level=0')
}

/**
 * What became of each shown line, by its number in the snippet's file; empty for Rust alone. A statement
 * became nothing when it has instructions in a less optimised build of the function and none in this one.
 * That the line table names no instruction of a line is not enough, since an optimiser also moves work to
 * other lines: so no line is called nothing where work stands on no statement's line (the head, the closing
 * brace, another function's lines, no line), nor while one with instructions uses a local that it sets.
 */
export function lineFates(here: Draft): Map<number, LineFate> {
  if (!here.profile) return new Map()
  const own = new Set(here.instructions.map(({ line }) => line))
  const statements = here.rust.filter(isStatement)
  const before = linesBefore(here)
  const elsewhere = worksElsewhere(here, statements)
  const optimised = isOptimised(here.program?.flags ?? [])
  const fateOf = (line: CodeLine): LineFate => {
    if (own.has(line.number)) return { is: 'instructions' }
    if (!isStatement(line)) return { is: 'without', why: NO_STATEMENT }
    if (!optimised || !before.has(line.number))
      return { is: 'without', why: 'the line table names none, without optimisation either' }
    if (elsewhere) return { is: 'without', why: 'its work may stand on a line that is no statement' }
    const heir = heirOf(line, statements, own)
    if (!heir) return { is: 'nothing' }
    return { is: 'without', why: `what it sets is used in line ${shownNumber(here, heir.number)}` }
  }
  return new Map(here.rust.map((line) => [line.number, fateOf(line)]))
}

/** Whether any work stands on a line that is none of the statements'. */
function worksElsewhere({ instructions }: Draft, statements: CodeLine[]): boolean {
  const numbers = new Set<number | undefined>(statements.map(({ number }) => number))
  return instructions.some((row) => !numbers.has(row.line) && isWork(row))
}

/** The statement with instructions that uses a local which `line` sets: there the line lives on. */
function heirOf(line: CodeLine, statements: CodeLine[], own: ReadonlySet<number | undefined>): CodeLine | undefined {
  const locals = new Set(statements.flatMap(bound))
  const set = sets(line, locals)
  return statements.find((other) => own.has(other.number) && namesIn(other).some((name) => set.includes(name)))
}

/** Lines that have instructions in the function's builds without optimisation. */
function linesBefore({ recording, listing }: Draft): Set<number | undefined> {
  const others = Object.values(recording.builds).filter(({ flags }) => !isOptimised(flags))
  const listings = others.flatMap((build) => build.listings)
  const own = listings.filter((one) => one.function === listing?.function)
  return new Set(own.flatMap(({ instructions }) => instructions.map(({ line }) => line)))
}

function isStatement(line: CodeLine): boolean {
  return !/^\s*(?:[{}()[\];,]*|(?:pub\S* )?(?:const |unsafe |async |extern "\w+" )*fn\b.*|#.*|\/\/.*)$/.test(
    textOf(line),
  )
}

/** More than setting up and taking down the frame, moving words between registers and returning. */
function isWork({ role, mnemonic, text }: InstructionRow): boolean {
  if (role !== undefined || /^(?:ret|nop)/.test(mnemonic)) return false
  return !/^mov \w+, [a-z]\w*$/.test(text)
}

/** Locals that a statement may set: those that its `let` binds, else all that it names. */
function sets(line: CodeLine, locals: ReadonlySet<string>): string[] {
  const own = bound(line)
  return own.length > 0 ? own : namesIn(line).filter((name) => locals.has(name))
}

/** Names between `let` and `=`. */
function bound(line: CodeLine): string[] {
  return [...(/\blet\b([^=]*)/.exec(textOf(line))?.[1] ?? '').matchAll(/\b[a-z_]\w*/g)].map(([name]) => name)
}

function namesIn(line: CodeLine): string[] {
  const code = line.tokens.filter(({ style }) => style !== 'comment' && style !== 'string')
  return code.flatMap(({ text }) => [...text.matchAll(/\b[a-z_]\w*/g)].map(([name]) => name))
}

function textOf({ tokens }: CodeLine): string {
  return tokens.map(({ text }) => text).join('')
}
