import { closeSync, mkdirSync, openSync, readSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseJson, readText } from './recording-file.ts'

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache', 'recorder', 'gdb.json')

/** A version that a program said once, and what tells that it is the same program still. */
const remembered = z.object({ program: z.string(), version: z.string() })

/**
 * The version that gdb says, which is asked only once of one program: gdb takes as long to say it as to start.
 *
 * @param path Where gdb is. A script in its place is asked each time: what it starts may change.
 * @param ask Gives gdb's own answer.
 */
export async function gdbVersion(path: string, ask: () => Promise<string>, cache: string = CACHE): Promise<string> {
  const program = identityOf(path)
  if (program === undefined) return ask()
  const read = readText(cache)
  const parsed = 'text' in read ? parseJson(read.text) : read
  const known = 'json' in parsed ? remembered.safeParse(parsed.json).data : undefined
  if (known?.program === program) return known.version
  const version = await ask()
  try {
    mkdirSync(dirname(cache), { recursive: true })
    writeFileSync(`${cache}.${process.pid}`, JSON.stringify({ program, version }))
    renameSync(`${cache}.${process.pid}`, cache)
  } catch (error) {
    // Who may not write here asks each time.
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  return version
}

/** What changes whenever an ELF file does; undefined of any other file. */
function identityOf(path: string): string | undefined {
  const file = openSync(path, 'r')
  try {
    const magic = Buffer.alloc(4)
    readSync(file, magic)
    if (magic.toString('latin1') !== '\x7fELF') return undefined
  } finally {
    closeSync(file)
  }
  const { size, mtimeMs, ino } = statSync(path)
  return JSON.stringify([realpathSync(path), size, mtimeMs, ino])
}
