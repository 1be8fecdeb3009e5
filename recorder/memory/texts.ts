/** Reads the text that a str or String pointer leads to. */
import type { Value } from '../trace-schema.ts'
import type { ProcessMemory } from './process-memory.ts'

/** Bytes of a text that are kept. */
const MOST_TEXT = 256

/** Whether what a pointer leads to may still be read as its contents; an empty text needs no memory. */
export function mayRead(pointer: Value | undefined): boolean {
  const target = pointer?.target
  return target?.kind !== 'dangling' || target.why === 'unknown' || pointer?.length === 0
}

/** UTF-8 text, cut at 256 bytes; undefined when it was not read or is not UTF-8. */
export function textAt(
  address: number | undefined,
  length: number,
  { memory }: { memory: ProcessMemory },
): string | undefined {
  if (address === undefined || length > 1 << 20) return undefined
  if (length === 0) return ''
  const bytes = memory.read(address, Math.min(length, MOST_TEXT))
  if (!bytes) return undefined
  try {
    const stream = length > MOST_TEXT
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream })
    return stream ? `${text}…` : text
  } catch {
    return undefined
  }
}
