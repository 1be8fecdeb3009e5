import type { Point } from './box.ts'
import type { SceneArrow } from './scene.ts'

/** Length of an arrow that leads nowhere, canvas px. */
const STUB = 12
/** Space that the head takes before its tip. */
const HEAD = 12

/** Two points that an arrow joins and the free channel between them, in canvas px. */
export type Route = {
  from: Point
  to: Point
  /** Left and right limits of the channel: neither boxes nor labels lie between them. */
  channel: { left: number; right: number }
  /** Place among the arrows that turn round in the same channel, from 0. */
  lane: number
}

/**
 * Path of an arrow that stays within its channel, as one move and two cubic curves. Across the
 * channel it is an S; between two rows of one column it goes out, along a lane and back.
 */
export function arrowPath({ from, to, channel, lane }: Route): Pick<SceneArrow, 'path' | 'heading'> {
  const middle = (channel.left + channel.right) / 2
  const crosses = from.x < middle !== to.x < middle
  if (crosses) {
    const heading = to.x > from.x ? 1 : -1
    return { path: sCurve(from, { x: to.x - heading * HEAD, y: to.y }), heading }
  }
  const outward = from.x < middle ? 1 : -1
  const reach = Math.min(20 + lane * 9, channel.right - channel.left - 4)
  const x = from.x + outward * reach
  const end = { x: to.x + outward * HEAD, y: to.y }
  const half = { x, y: (from.y + to.y) / 2 }
  return {
    path: path([from, { x, y: from.y }, { x, y: from.y }, half, { x, y: to.y }, { x, y: to.y }, end]),
    heading: outward === 1 ? -1 : 1,
  }
}

/** Path of an arrow that leads to no memory: a short line out of its cell. */
export function stubPath(from: Point, outward: 1 | -1): Pick<SceneArrow, 'path' | 'heading' | 'to'> {
  const to = { x: from.x + outward * STUB, y: from.y }
  return { path: sCurve(from, to), heading: outward, to }
}

/** An S between two points with level ends, split in its middle. */
function sCurve(from: Point, to: Point): string {
  const reach = (to.x - from.x) * 0.55
  const a = { x: from.x + reach, y: from.y }
  const b = { x: to.x - reach, y: to.y }
  const [ab, mid, bc] = [between(from, a), between(a, b), between(b, to)]
  const [left, rightHalf] = [between(ab, mid), between(mid, bc)]
  return path([from, ab, left, between(left, rightHalf), rightHalf, bc, to])
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

function path(points: readonly Point[]): string {
  const [start, ...rest] = points.map((point) => `${round(point.x)} ${round(point.y)}`)
  return `M ${start} C ${rest.slice(0, 3).join(' ')} C ${rest.slice(3).join(' ')}`
}

function round(n: number): number {
  return Math.round(n * 100) / 100
}
