/** Recordings of older schemas, rewritten in this one: nothing is recorded anew, and nothing is lost. */
import { z } from 'zod'
import { SCHEMA_VERSION } from '../schema.ts'
import { migrateFrom1 } from './from-1.ts'

/** What makes of a recording of a schema, by its number, one of the next schema. */
const MIGRATIONS: Record<number, (json: unknown) => unknown> = { 1: migrateFrom1 }

/** The number of the schema that a JSON value says to be of; undefined when it says none. */
export function schemaOf(json: unknown): number | undefined {
  return z.object({ schema: z.number() }).safeParse(json).data?.schema
}

/** Whether a JSON value is of an older schema, from which something leads to this one. */
export function canMigrate(json: unknown): boolean {
  const version = schemaOf(json)
  return version !== undefined && version < SCHEMA_VERSION && version in MIGRATIONS
}

/**
 * A recording's JSON in this schema.
 * @throws ZodError where it is not of the schema that it says to be of; RangeError where no way leads from that.
 */
export function migrate(json: unknown): unknown {
  let migrated = json
  for (let version = schemaOf(json); version !== SCHEMA_VERSION; version = schemaOf(migrated)) {
    const step = version === undefined ? undefined : MIGRATIONS[version]
    if (!step) throw new RangeError(`nothing leads from schema ${version} to ${SCHEMA_VERSION}`)
    migrated = step(migrated)
  }
  return migrated
}
