/**
 * The part of a trace's contract that says what a place holds: its state, its value as a tree, and
 * where the pointers in it lead. Re-exported by `trace-schema.ts`.
 */
import { z } from 'zod'

const bytes = z.int().nonnegative()

/**
 * What is known of a place's contents. `maybe-moved`: rustc's analysis allows both and the
 * recorded path does not decide; `partly-moved`: some fields are moved out, see the value's own
 * `moved` marks; `unknown`: recorded without rustc's analysis.
 */
export const placeState = z.enum([
  'uninitialised',
  'live',
  'moved',
  'maybe-moved',
  'partly-moved',
  'dropped',
  'unknown',
])

/** Where a pointer leads. */
export const pointerTarget = z.discriminatedUnion('kind', [
  /** `offset` bytes into heap block `block` (its id). */
  z.strictObject({ kind: z.literal('heap'), block: z.int(), offset: bytes }),
  /** Into a local of a frame; `local` is absent when it points into the frame's other bytes. */
  z.strictObject({
    kind: z.literal('stack'),
    frame: z.int(),
    local: z.int().optional(),
    offset: z.int(),
  }),
  /** Into static data, by id. */
  z.strictObject({ kind: z.literal('static'), datum: z.int(), offset: bytes }),
  /** At code: a function by name. */
  z.strictObject({ kind: z.literal('code'), function: z.string() }),
  /**
   * At no memory of the program's own; `unknown`: at none that the recorder opens, and `where` says in
   * words what lies there (a frame of std, a library's data). A place that was moved from or dropped
   * keeps its pointers: they lead to what was there then, which may be freed and its address reused.
   */
  z.strictObject({
    kind: z.literal('dangling'),
    why: z.enum(['freed', 'out-of-scope', 'never-valid', 'null', 'unknown']),
    where: z.string().optional(),
    /** freed: the block that was there. */
    block: z.int().optional(),
  }),
])

/**
 * The bytes that tell an enum's variants apart. `niche` when they lie inside a field of another
 * variant, else a tag of its own. A niche's dataful variant has no `value` of its own.
 */
const discriminant = z.strictObject({
  niche: z.boolean(),
  offset: bytes,
  size: bytes,
  value: z.string().optional(),
})

/**
 * A value as a tree of fields at their real offsets. `padding` is bytes that belong to no field.
 * `bytes` is a value that could not be opened: `text` then holds its bytes in hexadecimal.
 */
export type Value = {
  /** Field, index or capture name; absent at the root. */
  name?: string
  /** As rustc writes it where known, else as the debug information does; absent for padding. */
  type?: string
  /** Bytes from the start of the root value. */
  offset: number
  size: number
  kind: 'scalar' | 'pointer' | 'aggregate' | 'enum' | 'array' | 'union' | 'padding' | 'bytes'
  /** A scalar as Rust would print it; a pointer as its address; a str or String's text. */
  text?: string
  /** Active variant of an enum. */
  variant?: string
  discriminant?: z.infer<typeof discriminant>
  /** Members in order of their offset, padding between them included. */
  fields?: Value[]
  /** Only on a member of a partly moved value, and on what was moved out of a box. */
  moved?: boolean
  /** Only on a member whose old value was dropped and whose new one is not written yet. */
  dropped?: boolean
  /** Elements that were left out of a long array. */
  omitted?: number
  /** Pointers only. */
  target?: z.infer<typeof pointerTarget>
  /** Length of a slice or str reference, when this pointer has one beside it. */
  length?: number
}

export const value: z.ZodType<Value> = z.strictObject({
  name: z.string().optional(),
  type: z.string().optional(),
  offset: bytes,
  size: bytes,
  kind: z.enum(['scalar', 'pointer', 'aggregate', 'enum', 'array', 'union', 'padding', 'bytes']),
  text: z.string().optional(),
  variant: z.string().optional(),
  discriminant: discriminant.optional(),
  get fields() {
    return z.array(value).optional()
  },
  moved: z.boolean().optional(),
  dropped: z.boolean().optional(),
  omitted: z.int().positive().optional(),
  target: pointerTarget.optional(),
  length: z.int().nonnegative().optional(),
})

export type PlaceState = z.infer<typeof placeState>
export type PointerTarget = z.infer<typeof pointerTarget>
