import { closeSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { cacheFile, readCache, writeCache } from './cache-file.ts'

const CACHE = cacheFile('versions.json')

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
  // By what tells that a program is the same still.
  const known = readCache(cache)
  if (known[program] !== undefined) return known[program]
  const version = await ask()
  if (version !== undefined) remember({ ...known, [program]: version }, cache)
  return version
}

function remember(versions: Record<string, string>, cache: string): void {
  try {
    writeCache(cache, versions)
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
