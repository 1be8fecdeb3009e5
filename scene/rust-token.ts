/** How a token of Rust code is set: weight, slant and grey tell them apart, never a hue. */
export type RustTokenStyle = 'keyword' | 'type' | 'comment' | 'string' | 'number' | 'plain'

/** A run of characters of one line of Rust in one style; a line is the concatenation of its tokens. */
export type RustToken = { text: string; style: RustTokenStyle }

/** Highlighted lines of a source file: index 0 is line 1. */
export type RustLines = RustToken[][]
