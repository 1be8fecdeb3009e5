/**
 * The part of the contract that needs no steps: how types lie in memory, and the process's memory
 * map. Re-exported by `trace-schema.ts`.
 */
import { z } from 'zod'
import { value } from './value-schema.ts'

const bytes = z.int().nonnegative()
const address = z.string().regex(/^0x[0-9a-f]+$/)

/**
 * How a type lies in memory: a tree of fields without contents. Enums have one list of fields for
 * each variant.
 */
export const layout = z.strictObject({
  /** As the snippet writes it. */
  name: z.string(),
  size: bytes,
  align: bytes,
  /** Fields and padding in order of their offset; their values have no text. Not for enums. */
  fields: z.array(value).optional(),
  /** Where the tag or niche of an enum lies; absent when the enum has one variant or none. */
  discriminant: z.strictObject({ niche: z.boolean(), offset: bytes, size: bytes }).optional(),
  variants: z
    .array(
      z.strictObject({
        name: z.string(),
        /** What the tag or niche holds; absent for the variant whose own bytes lie there. */
        tag: z.string().optional(),
        fields: z.array(value),
      }),
    )
    .optional(),
  /** Values of the type that the recorded run held. */
  examples: z.array(
    z.strictObject({
      /** The local that held it. */
      local: z.string(),
      /** Its bytes in order of their addresses, hexadecimal. */
      bytes: z.string(),
      value,
    }),
  ),
})

/**
 * The process's memory as the kernel tells it (`/proc/PID/maps`), at the last step of the main
 * thread at which the most of the marked values are live. A range that the kernel lists as one is two here
 * where both the allocator's blocks and the main thread's thread-local memory lie in it.
 */
export const addressSpace = z.strictObject({
  mappings: z.array(
    z.strictObject({
      start: address,
      end: address,
      /** As the kernel writes them, `r-xp`. */
      permissions: z.string(),
      /** The kernel's name: `[heap]`, `[stack]`, the file's name; empty for anonymous memory. */
      name: z.string(),
      /** `heap` wherever a live block of the Rust global allocator lies. */
      role: z.enum(['code', 'constants', 'static', 'heap', 'stack', 'thread-local', 'library', 'kernel', 'other']),
    }),
  ),
  /** Variables that are declared on marked lines, and what they point at. */
  values: z.array(
    z.strictObject({
      mark: z.string(),
      /** Name of the local or static. */
      variable: z.string(),
      /** Whether it is the variable's own place or what a pointer in it leads to. */
      part: z.enum(['place', 'target']),
      address,
      size: bytes,
      /** Index in `mappings`; absent for an address that is in none, such as an empty Vec's. */
      mapping: z.int().nonnegative().optional(),
    }),
  ),
})

export type Layout = z.infer<typeof layout>
export type AddressSpace = z.infer<typeof addressSpace>
