import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readRecording as readRecordingFile } from '../recorder/recording-file.ts'
import type { Recording } from '../recorder/schema.ts'

const FOLDER = join(import.meta.dirname, '..', 'recordings')

/** Path of the recording `name`. */
export function recordingPath(name: string): string {
  return join(FOLDER, `${name}.json`)
}

/** Whether `recordings/` holds `name`. */
export function hasRecording(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(name) && existsSync(recordingPath(name))
}

/** Names of all recordings, in alphabetical order. */
export function recordingNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/**
 * Reads and validates the recording `name`.
 * @throws Refused when the file is not JSON or not of the schema, with its path, what is wrong and what mends it.
 */
export function readRecording(name: string): Recording {
  return readRecordingFile(recordingPath(name), `recordings/${name}.json`)
}
