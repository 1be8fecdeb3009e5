import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { recording, type Recording } from '../recorder/schema.ts'

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
 * @throws when the file is not JSON or not of the schema, with its path and what is wrong.
 */
export function readRecording(name: string): Recording {
  const path = `recordings/${name}.json`
  let json: unknown
  try {
    json = JSON.parse(readFileSync(recordingPath(name), 'utf8'))
  } catch (error) {
    throw new Error(`${path} cannot be read: ${String(error)}. Record it again: npm run record -- ${name}`)
  }
  const result = recording.safeParse(json)
  if (!result.success) {
    throw new Error(
      `${path} is not a recording:\n${z.prettifyError(result.error)}\nRecord it again: npm run record -- ${name}`,
    )
  }
  return result.data
}
