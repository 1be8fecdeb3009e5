/**
 * Optimised code writes a variable when it likes, and drops it without a call. Where rustc's analysis says
 * that a variable is live, its place may not be written yet, or its drop may have run: then what owns
 * memory points at none.
 */
import type { Value } from '../trace-schema.ts'
import type { ProcessMemory } from './process-memory.ts'

/** Tells of places of variables what a pointer that leads nowhere means. */
export interface StalePlaces {
  /** Takes note of a place of a frame, before or after it is live. */
  look(key: string, address: number, size: number): void
  /**
   * What is true of a variable that the analysis says is live, and that would be dropped: `unset` when its
   * bytes are those that the frame found there, `dropped` when they were written since; undefined when the
   * value leads where a live one may.
   */
  of(key: string, address: number, value: Value): 'unset' | 'dropped' | undefined
}

/** Nothing was looked at yet. */
export function stalePlaces(memory: ProcessMemory): StalePlaces {
  const found = new Map<string, { address: number; bytes: string | undefined; written: boolean }>()
  const bytesAt = (address: number, size: number) => {
    const bytes = memory.read(address, size)
    return bytes && Buffer.from(bytes).toString('hex')
  }
  return {
    look(key, address, size) {
      const known = found.get(key)
      const bytes = bytesAt(address, size)
      if (known?.address !== address) found.set(key, { address, bytes, written: false })
      else if (known.bytes !== bytes) known.written = true
    },
    of(key, address, value) {
      const known = found.get(key)
      if (!leadsNowhere(value)) {
        if (known?.address === address) known.written = true
        return undefined
      }
      return known?.address === address && known.written ? 'dropped' : 'unset'
    },
  }
}

/** Whether a pointer in a value leads to freed memory, or to none that is known. */
function leadsNowhere(value: Value): boolean {
  const { target } = value
  if (target?.kind === 'dangling' && (target.why === 'freed' || target.why === 'unknown')) return true
  return value.fields?.some(leadsNowhere) === true
}
