import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { formatJson } from './format-json.ts'
import { Refused } from './refused.ts'
import { recording as recordingSchema } from './schema.ts'
import type { Recording } from './schema.ts'

/** Writes a recording whole or not at all. */
export function writeRecording(file: string, recording: Recording): void {
  const partial = `${file}.${process.pid}.partial`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(partial, formatJson(recording))
    renameSync(partial, file)
  } catch (error) {
    throw new Refused(`cannot write ${file}: ${(error as Error).message}`)
  }
}

/**
 * Reads a recording, checked against the schema.
 *
 * @throws Refused when there is none or it does not fit the schema.
 */
export function readRecording(file: string): Recording {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refused(`no recording ${file}: ${(error as Error).message}`)
  }
  const result = recordingSchema.safeParse(JSON.parse(text))
  if (!result.success) throw new Refused(`${file} does not fit the schema: ${result.error.message}`)
  return result.data
}
