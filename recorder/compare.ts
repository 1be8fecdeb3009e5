import type { Recording } from './schema.ts'

/** One place where two recordings differ. */
export type Difference = {
  /** `builds.release.listings[0].instructions[3].operands` */
  path: string
  /** What each of them holds there, or undefined when it holds nothing. */
  committed: unknown
  fresh: unknown
}

/**
 * Where a fresh recording differs from the committed one in what does not depend on the machine:
 * addresses, times and the version of gdb are left out.
 */
export function compareRecordings(committed: Recording, fresh: Recording): Difference[] {
  const comparable = (recording: Recording) => ({
    ...recording,
    toolchain: { ...recording.toolchain, gdb: '' },
    builds: Object.fromEntries(
      Object.entries(recording.builds).map(([name, { times: _times, ...build }]) => [name, build]),
    ),
  })
  return compareValues(comparable(committed), comparable(fresh), '')
}

function compareValues(committed: unknown, fresh: unknown, path: string): Difference[] {
  if (isBranch(committed) && isBranch(fresh) && Array.isArray(committed) === Array.isArray(fresh)) {
    const keys = [...new Set([...Object.keys(committed), ...Object.keys(fresh)])]
    return keys.flatMap((key) => compareValues(committed[key], fresh[key], join(path, key, committed)))
  }
  if (withoutAddresses(committed) === withoutAddresses(fresh)) return []
  return [{ path, committed, fresh }]
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function join(path: string, key: string, parent: unknown): string {
  if (Array.isArray(parent)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

/** A scalar with each address in it, alone or in printed text, made the same. */
function withoutAddresses(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^0x[0-9a-f]+$|0x[0-9a-f]{6,}/g, '0x…') : value
}

/** A difference on one line for the terminal, values cut at 100 characters. */
export function formatDifference({ path, committed, fresh }: Difference): string {
  const show = (value: unknown) => {
    if (value === undefined) return 'nothing'
    const text = JSON.stringify(value)
    return text.length > 100 ? `${text.slice(0, 99)}…` : text
  }
  return `${path}: committed ${show(committed)}, fresh ${show(fresh)}`
}
