import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseJson, readText } from './recording-file.ts'

const CACHE = join(import.meta.dirname, '..', 'node_modules', '.cache', 'recorder', 'versions.json')

/** What programs said of their version, by what tells that they are the same still. */
const remembered = z.record(z.string(), z.string())

/**
 * What a program says of its version. It is asked only once: gdb takes as long to say it as to start.
 *
 * @param path Where the program is. A script is asked each time: what it starts may change.
 * @param ask Gives the program's own answer; undefined, which is not kept, when it has none.
 */
export async function toldVersion(
  path: string,
  ask: () => Promise<string | undefined>,
  cache: string = CACHE,
): Promise<string | undefined> {
  const program = identityOf(path)
  if (program === undefined) return ask()
  const read = readText(cache)
  const parsed = 'text' in read ? parseJson(read.text) : read
  const known = ('json' in parsed ? remembered.safeParse(parsed.json).data : undefined) ?? {}
  if (known[program] !== undefined) return known[program]
  const version = await ask()
  if (version !== undefined) remember({ ...known, [program]: version }, cache)
  return version
}

function remember(versions: Record<string, string>, cache: string): void {
  try {
    mkdirSync(dirname(cache), { recursive: true })
    writeFileSync(`${cache}.${process.pid}`, JSON.stringify(versions))
    renameSync(`${cache}.${process.pid}`, cache)
  } catch (error) {
    // Who may not write here asks each time.
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

/** What changes whenever an ELF file does; undefined of any other file, or of none. */
function identityOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined
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
