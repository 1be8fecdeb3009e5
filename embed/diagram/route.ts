/** A place along the diagram (`main`: to the right, or down) and across it, px. */
export type Place = { main: number; across: number }

/** A box, px. */
export type Box = Place & {
  /** How far it reaches along and across. */
  length: number
  breadth: number
  /** The same along the diagram with what belongs to it, past which edges turn. */
  room: number
  /** Whether all edges meet in the middle of its sides, where it has no room for one below the other. */
  meets: boolean
}

/** What the edge goes through between its two boxes: a bend, or its label, which is so long. */
type Through = Place & { length: number; isLabel: boolean }

/** An edge to be routed. */
export type Course = { from: Box; to: Box; through: Through[] }

/** From a box to the first bend, px, and so much farther for each further edge that turns the same way. */
const CHANNEL = { first: 12, next: 8 }
/** Between two edges on one side of a box, and between the outermost and its corner, px. */
const PORTS = { apart: 14, corner: 5 }
/** The largest step across that is no bend: the label moves instead, px. */
const STEP = 5
/** The length of an arrow's head, px. */
export const HEAD = 10

/** Where an edge leaves or reaches a box. */
type Port = {
  course: Course
  box: Box
  /** 1: the side that lies ahead along the main axis; -1: the other. */
  side: 1 | -1
  /** Where the edge leads to, or comes from. */
  neighbour: Place
  across: number
  /** From the box to the bend, px. */
  channel: number
}

/**
 * The lines of edges, right-angled, with a gap where a label stands: for each edge its pieces, each a list of places.
 * Edges on one side of a box keep apart, and do not cross on their way out of it.
 */
export function route(courses: Course[]): Place[][][] {
  for (const { from, to, through } of courses) {
    if (from.meets) straighten(through, from.across)
    if (to.meets) straighten(through, to.across)
  }
  const ports = courses.map((course) => {
    const first = course.through[0] ?? course.to
    const last = course.through.at(-1) ?? course.from
    return { out: portOf(course, course.from, first), into: portOf(course, course.to, last) }
  })
  const sides = Map.groupBy(
    ports.flatMap(({ out, into }) => [out, into]),
    ({ box }) => box,
  )
  for (const all of sides.values()) {
    for (const side of [1, -1]) spread(all.filter((port) => port.side === side))
  }
  for (const { out, into } of ports) {
    if (!level(out, into) && !level(into, out) && into.across !== into.neighbour.across)
      straighten(out.course.through, out.across)
  }
  return ports.map(({ out, into }) => linesOf(out, into))
}

/** Moves the only thing that an edge goes through to where the edge comes from or leads to, if that is close. */
function straighten(through: Through[], across: number): void {
  const [only] = through
  if (only && through.length === 1 && Math.abs(only.across - across) <= STEP) only.across = across
}

/** Levels a whole edge with one of its ports where only small steps are in the way; whether that was so. */
function level(port: Port, other: Port): boolean {
  const { through } = port.course
  const [only] = through
  const isClose = (across: number) => Math.abs(across - port.across) <= STEP
  const reaches = Math.abs(port.across - other.box.across) <= reachOf(other.box)
  if (!only || through.length > 1 || !isClose(only.across) || !isClose(other.across) || !reaches) return false
  only.across = port.across
  other.across = port.across
  return true
}

/** How far from the middle of its box a port may be. */
const reachOf = ({ breadth, meets }: Box): number => (meets ? 0 : Math.max(0, breadth / 2 - PORTS.corner))

function portOf(course: Course, box: Box, neighbour: Place): Port {
  const side = neighbour.main > box.main ? 1 : -1
  return { course, box, side, neighbour, across: box.across, channel: CHANNEL.first }
}

/** Gives the ports on one side of a box their places: each as near to where its edge leads as the others let it. */
function spread(ports: Port[]): void {
  const [{ box } = { box: undefined }] = ports
  if (!box || box.meets) return
  ports.sort((a, b) => a.neighbour.across - b.neighbour.across)
  const reach = reachOf(box)
  const apart = Math.min(PORTS.apart, (2 * reach) / Math.max(1, ports.length - 1))
  const [low, high] = [box.across - reach, box.across + reach]
  ports.forEach((port, i) => {
    const least = i === 0 ? low : (ports[i - 1]?.across ?? low) + apart
    const most = high - (ports.length - 1 - i) * apart
    port.across = Math.min(Math.max(port.neighbour.across, least), most)
  })
  const turning = (way: number) => ports.filter((port) => Math.sign(port.neighbour.across - port.across) === way)
  for (const turned of [turning(-1), turning(1).reverse()]) {
    turned.forEach((port, i) => (port.channel = CHANNEL.first + i * CHANNEL.next))
  }
}

/** Where an edge turns on its way out of a box or into it. */
const bendOf = ({ box, side, channel }: Port, head = 0): number => box.main + side * (box.room / 2 + channel + head)

function linesOf(out: Port, into: Port): Place[][] {
  const start = { main: out.box.main + (out.side * out.box.length) / 2, across: out.across }
  const end = { main: into.box.main + (into.side * into.box.length) / 2, across: into.across }
  const ahead = out.side
  const pieces: Place[][] = [[start]]
  let at = start
  const add = (...places: Place[]) => pieces.at(-1)?.push(...places)
  const { through } = out.course
  ;[...through, { ...end, length: 0 }].forEach((next, i) => {
    const near = next.main - (ahead * next.length) / 2
    if (Math.abs(next.across - at.across) > 0.5) {
      const middle = (at.main + near) / 2
      const isLast = i === through.length
      const bend = i === 0 && !isLast ? bendOf(out) : isLast && i > 0 ? bendOf(into, HEAD) : middle
      add({ main: bend, across: at.across }, { main: bend, across: next.across })
    }
    add({ main: near, across: next.across })
    at = { main: next.main + (ahead * next.length) / 2, across: next.across }
    if (next.length > 0) pieces.push([at])
  })
  return pieces
}
