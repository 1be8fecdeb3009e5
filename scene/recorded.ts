import type { Recording } from '../recorder/schema.ts'
import type { RustLines } from './rust-token.ts'

/** What a component gets for `recording="name"`: the recording and its source, highlighted. */
export type Recorded = Recording & {
  /** Index 0 is line 1 of `source.text`. */
  highlighted: RustLines
}
