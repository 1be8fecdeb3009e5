import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFile, readCache, writeCache } from './cache-file.ts'
import { hashOf } from './compile.ts'
import { readText } from './recording-file.ts'
import type { Toolchain } from './schema.ts'

const CACHE = cacheFile('recorded.json')

/** Remembers which recordings were made from what, so that an unchanged snippet is skipped. */
export type Memory = {
  /** Whether the file holds what was recorded from this source, with this recorder and toolchain. */
  isUnchanged: (file: string, text: string) => boolean
  /** Remembers that the file was just written from this source. */
  remember: (file: string, text: string) => void
}

/** Opens the memory, kept below `node_modules/.cache`; one that cannot be read is empty. */
export function openMemory(toolchain: Toolchain, steps: number, cache: string = CACHE): Memory {
  const made = hashOf(JSON.stringify([recorderHash(), toolchain, steps]))
  const known = readCache(cache)
  const key = (text: string, file: string) => hashOf(`${made} ${hashOf(text)} ${contentHash(file)}`)
  return {
    isUnchanged: (file, text) => known[file] === key(text, file),
    remember: (file, text) => {
      known[file] = key(text, file)
      writeCache(cache, known)
    },
  }
}

/** SHA-256 of the recorder's own source files: any change of them makes recordings anew. */
function recorderHash(): string {
  const hash = createHash('sha256')
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /\.(ts|py)$/.test(name)).sort()) {
    hash.update(file).update(readFileSync(join(import.meta.dirname, file)))
  }
  return hash.digest('hex')
}

/** Of a file that cannot be read (none, a directory) there is no hash: it is never the one remembered. */
function contentHash(file: string): string {
  const read = readText(file)
  return 'text' in read ? hashOf(read.text) : 'none'
}
