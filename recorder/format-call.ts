import type { AllocatorCall } from './schema.ts'

/** A call of the allocator for the terminal: `alloc 16 bytes, align 8, snippets/box-new.rs:15`. */
export function formatCall({ kind, size, oldSize, align, line }: AllocatorCall, file: string): string {
  const bytes = oldSize === undefined ? `${size}` : `${oldSize} → ${size}`
  return `${kind} ${bytes} bytes, align ${align}${line === undefined ? ', from std' : `, ${file}:${line}`}`
}
