import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { formatJson } from './format-json.ts'
import { canMigrate, migrate, schemaOf } from './migrations/index.ts'
import { Refused } from './refused.ts'
import { SCHEMA_VERSION, recording as recordingSchema } from './schema.ts'
import type { Recording } from './schema.ts'

/** A file's text as it was read, or why it cannot be read; `absent` when there is none. */
export type ReadText = { text: string } | { absent: true } | { fault: string }

/** Reads a file that may be missing, torn or something else than a file; never throws. */
export function readText(file: string): ReadText {
  try {
    return { text: readFileSync(file, 'utf8') }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? { absent: true } : { fault: code === 'EISDIR' ? 'is a directory' : message }
  }
}

/** The value of a JSON text, or why it is none: an editor or a full disk may have torn it. */
export function parseJson(text: string): { json: unknown } | { fault: string } {
  if (text.trim() === '') return { fault: 'is empty' }
  try {
    return { json: JSON.parse(text) as unknown }
  } catch (error) {
    return { fault: `is torn or no JSON (${(error as Error).message})` }
  }
}

/** Writes a recording whole or not at all. */
export function writeRecording(file: string, recording: Recording): void {
  const partial = `${file}.${process.pid}.partial`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(partial, formatJson(recording))
    renameSync(partial, file)
  } catch (error) {
    rmSync(partial, { force: true })
    throw new Refused(`cannot write ${file}: ${(error as Error).message}`)
  }
}

/**
 * Reads a recording, checked against the schema: the only way in which recorder, deck and lint read one.
 *
 * @param shown What it is called in messages.
 * @throws Refused when there is none or it does not fit the schema, with how to make it anew.
 */
export function readRecording(file: string, shown = file): Recording {
  const read = readText(file)
  const cure = `npm run record -- --force ${basename(file, '.json')}`
  if ('absent' in read) throw new Refused(`no recording ${shown}: ${cure} makes it`)
  const parsed = 'text' in read ? parseJson(read.text) : read
  if ('fault' in parsed) throw new Refused(`${shown} ${parsed.fault}: ${cure} makes it anew`)
  const result = recordingSchema.safeParse(parsed.json)
  if (!result.success) {
    const fault = schemaFault(parsed.json) ?? `does not fit the schema:\n${z.prettifyError(result.error)}\n`
    const keeps = canMigrate(parsed.json) ? `npm run record -- --migrate ${file} rewrites it, ` : ''
    throw new Refused(`${shown} ${fault}: ${keeps}${cure} makes it anew`)
  }
  return result.data
}

/** What a recording of another version of the schema is told. */
function schemaFault(json: unknown): string | undefined {
  const version = schemaOf(json)
  if (version === undefined || version === SCHEMA_VERSION) return undefined
  return `is of schema ${version}, the recorder's is ${SCHEMA_VERSION}`
}

/**
 * Rewrites a recording of an older schema in this one, with all that it holds. One of this schema stays as it is.
 *
 * @returns The schema that it was of.
 * @throws Refused when there is none, it is torn, foreign or of a schema that nothing leads from; the file then stays.
 */
export function migrateRecording(file: string): number {
  const read = readText(file)
  if ('absent' in read) throw new Refused(`no recording ${file}`)
  const parsed = 'text' in read ? parseJson(read.text) : read
  if ('fault' in parsed) throw new Refused(`${file} ${parsed.fault}`)
  const version = schemaOf(parsed.json)
  if (version === undefined) throw new Refused(`${file} is no recording: it names no schema`)
  if (version === SCHEMA_VERSION) return version
  if (!canMigrate(parsed.json)) {
    throw new Refused(`${file} is of schema ${version}, from which nothing leads to ${SCHEMA_VERSION}`)
  }
  try {
    writeRecording(file, recordingSchema.parse(migrate(parsed.json)))
  } catch (error) {
    if (!(error instanceof z.ZodError || error instanceof RangeError)) throw error
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error.message
    throw new Refused(`${file} does not fit schema ${version}, which it says to be of:\n${why}`)
  }
  return version
}
