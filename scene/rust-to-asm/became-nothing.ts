import type { CodeLine } from '../code-lines.ts'
import type { InstructionRow } from './rows.ts'
import type { Draft } from './targets.ts'

/**
 * Statements that have instructions in a less optimised build of the function and became nothing in
 * this state. That the line table names no instruction of a line is not enough, since an optimiser
 * also moves work to other lines; so there are none at all where work stands on no statement's line
 * (the head, the closing brace, another function's lines, no line), and a statement does not count
 * while one with instructions uses a local that it sets: then it lives on in that one.
 * @returns lines of the snippet's file.
 */
export function becameNothing(here: Draft): number[] {
  if (here.profile !== 'release') return []
  const statements = here.rust.filter(isStatement)
  const isTheirs = (row: InstructionRow) => statements.some(({ number }) => number === row.line)
  if (here.instructions.some((row) => !isTheirs(row) && isWork(row))) return []
  const before = linesBefore(here)
  const now = new Set(here.instructions.map((row) => row.line))
  const locals = new Set(statements.flatMap(bound))
  const kept = new Set(statements.filter(({ number }) => now.has(number)).flatMap(namesIn))
  const livesOn = (line: CodeLine) => sets(line, locals).some((name) => kept.has(name))
  return statements
    .filter((line) => before.has(line.number) && !now.has(line.number) && !livesOn(line))
    .map(({ number }) => number)
}

/** Lines that have instructions in the function's less optimised builds. */
function linesBefore({ recording, listing }: Draft): Set<number | undefined> {
  const others = Object.values(recording.builds).filter(({ profile }) => profile !== 'release')
  const listings = others.flatMap((build) => build.listings)
  const own = listings.filter((one) => one.function === listing?.function)
  return new Set(own.flatMap(({ instructions }) => instructions.map(({ line }) => line)))
}

function isStatement(line: CodeLine): boolean {
  return !/^\s*(?:[{}()[\];,]*|(?:pub\S* )?(?:const |unsafe |async )*fn\b.*|#.*|\/\/.*)$/.test(textOf(line))
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
