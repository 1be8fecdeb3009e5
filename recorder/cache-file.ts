import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseJson, readText } from './recording-file.ts'

const FOLDER = join(import.meta.dirname, '..', 'node_modules', '.cache', 'recorder')

/** The path of a file in which the recorder remembers something until packages are installed anew. */
export const cacheFile = (name: string): string => join(FOLDER, name)

/** What a cache file remembers, text by text; nothing when there is none or it cannot be read. */
export function readCache(file: string): Record<string, string> {
  const read = readText(file)
  const parsed = 'text' in read ? parseJson(read.text) : read
  return 'json' in parsed ? (z.record(z.string(), z.string()).safeParse(parsed.json).data ?? {}) : {}
}

/**
 * Writes a cache file whole or not at all.
 *
 * @throws the file system's error.
 */
export function writeCache(file: string, remembered: Record<string, string>): void {
  const partial = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(partial, JSON.stringify(remembered))
  renameSync(partial, file)
}
