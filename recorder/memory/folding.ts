/** Which frames of a deep stack are shown. */

/** Outermost frames that are always shown, and the fewest of the innermost. */
const ALWAYS = 16
/** Frames are folded this many at a time, so that most calls and returns move no others. */
const AT_ONCE = 32
/** Stacks up to this many frames are shown whole. */
const WHOLE = 64

/** The frames from `start` up to `end`, counted from the outermost, that are left out of a stack of `depth`. */
export function foldedFrames(depth: number): { start: number; end: number } {
  const spare = depth <= WHOLE ? 0 : depth - 2 * ALWAYS
  return { start: ALWAYS, end: ALWAYS + Math.floor(spare / AT_ONCE) * AT_ONCE }
}
