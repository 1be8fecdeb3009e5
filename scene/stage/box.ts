/** A rectangle in canvas px, x to the right, y down. */
export type Box = { x: number; y: number; width: number; height: number }

/** A place in canvas px. */
export type Point = { x: number; y: number }

/** y of the edge below. */
export function bottom(box: Box): number {
  return box.y + box.height
}

/** x of the right edge. */
export function right(box: Box): number {
  return box.x + box.width
}

/** Whether two boxes share area; touching edges do not count. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a)
}

/** Whether `inner` lies in `outer`, edges included, with a rounding tolerance of 0.01 px. */
export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x - 0.01 &&
    inner.y >= outer.y - 0.01 &&
    right(inner) <= right(outer) + 0.01 &&
    bottom(inner) <= bottom(outer) + 0.01
  )
}
