import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { closestWord } from './closest-word.ts'
import { recordingName } from './compile.ts'
import { Refused } from './refused.ts'
import type { Program } from './compile.ts'

/** The project's own directories of snippets and of recordings. */
export const SNIPPETS = join(import.meta.dirname, '..', 'snippets')
export const RECORDINGS = join(import.meta.dirname, '..', 'recordings')

/** A program to record, its absolute path, and whether it is one of the project's snippets. */
export type ProgramFile = Program & { path: string; snippet: boolean }

/**
 * Reads a program by the name of a snippet (`vec-new`) or by a path.
 *
 * @param cwd Where a relative path begins.
 * @throws Refused when there is no such file, or it is not a Rust source file.
 */
export function readProgram(argument: string, cwd: string): ProgramFile {
  if (argument.trim() === '') {
    throw new Refused('the name of a program is empty: give the name of a snippet (vec-new) or the path of a .rs file')
  }
  const named = join(SNIPPETS, `${argument}.rs`)
  const isName = /^[a-z0-9][a-z0-9-]*$/.test(argument)
  const path = isName && isFile(named) ? named : resolve(cwd, argument)
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind) {
    if (!isName) throw new Refused(`no such file: ${argument}`)
    const meant = closestWord(argument, allSnippets())
    throw new Refused(
      `no snippet and no file is called ${argument}${meant === undefined ? '' : `: did you mean ${meant}?`}`,
    )
  }
  if (kind.isDirectory()) throw new Refused(`${argument} is a directory, not a Rust source file`)
  if (!path.endsWith('.rs')) throw new Refused(`${argument} is not a Rust source file (.rs)`)
  const below = relative(SNIPPETS, path)
  const snippet = !below.includes('/') && !below.startsWith('..')
  const file = snippet ? `snippets/${below}` : basename(path)
  return { name: recordingName(path), file, text: decode(readFileSync(path), argument), path, snippet }
}

/**
 * Reads all programs of a run, each once.
 *
 * @param out Directory that the user names for the recordings, if any.
 * @throws Refused also when two programs would be recorded into the same file.
 */
export function readPrograms(names: string[], cwd: string, out: string | undefined): ProgramFile[] {
  const byPath = new Map(names.map((name) => readProgram(name, cwd)).map((item) => [item.path, item]))
  const byTarget = new Map<string, ProgramFile>()
  for (const item of byPath.values()) {
    const target = recordingFile(item, cwd, out)
    const other = byTarget.get(target)
    if (other) {
      const [one, two] = [other, item].map(({ path }) => relative(cwd, path))
      throw new Refused(
        `${one} and ${two} would both be recorded into ${target}: rename one, or record them with an --out each`,
      )
    }
    byTarget.set(target, item)
  }
  return [...byPath.values()]
}

/** Path of a program's recording: in `out`, else in recordings/ for a snippet and in `cwd` for any other program. */
export function recordingFile({ name, snippet }: ProgramFile, cwd: string, out: string | undefined): string {
  const dir = out !== undefined ? resolve(cwd, out) : snippet ? RECORDINGS : cwd
  return join(dir, `${name}.json`)
}

/** Names of all snippets, in order. */
export function allSnippets(): string[] {
  const names = readdirSync(SNIPPETS)
    .filter((file) => file.endsWith('.rs'))
    .sort()
  return names.map((file) => file.slice(0, -'.rs'.length))
}

/** Paths of all recordings of the project, in order. */
export function allRecordings(): string[] {
  return readdirSync(RECORDINGS)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(RECORDINGS, file))
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    // https://doc.rust-lang.org/reference/input-format.html
    throw new Refused(`${file} is not UTF-8, so not Rust`)
  }
}

/** Whether an argument names a recording that exists already. */
export function isRecordingFile(argument: string): boolean {
  return argument.endsWith('.json')
}
