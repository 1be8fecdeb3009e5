import { Graph, layout } from '@dagrejs/dagre'
import type { Diagram } from '../../scene/diagram.ts'
import { partsOf, type Edge, type Part, type Parts, type Setting } from './parts.ts'
import { route, type Box, type Course, type Place } from './route.ts'

/** A point of the picture, px from its upper left corner. */
export type Point = { x: number; y: number }

/** Lines of text, one below the other, round a point. */
export type Lines = Point & { lines: string[] }

/** A box with its text, or the dot where a state diagram begins or ends. */
export type DrawnNode = Lines & Pick<Part, 'kind' | 'shape' | 'width' | 'height'>

/** An edge with what it says. */
export type DrawnEdge = {
  /** One piece, or two with the label between them. */
  pieces: Point[][]
  label: Lines | undefined
  dashed: boolean
}

/** A diagram as it is drawn, px. */
export type Picture = { width: number; height: number; nodes: DrawnNode[]; edges: DrawnEdge[] }

/** Across the diagram, between boxes, px. */
const APART = 22
/** Between a label and its line, px. */
const LABEL_GAP = 4
/** How far an edge that leads back to its own box goes away from it, px. */
const LOOP = 18
/** For what is drawn on the edge of the picture: strokes, px. */
const MARGIN = 2

/** Lays a diagram out: its boxes in ranks, its edges with their labels between them. */
export function layOut(diagram: Diagram, setting: Setting): Picture {
  const parts = partsOf(diagram, setting)
  if (setting.direction === 'LR') widenRanks(parts, placed(parts, setting))
  return pictureOf(parts, placed(parts, setting), setting)
}

const isLoop = ({ from, to }: Edge): boolean => from === to

/**
 * The parts where dagre puts them: what the source names first comes first across the diagram, unless fewer edges cross
 * in another order.
 */
function placed(parts: Parts, setting: Setting): Graph {
  const [inOrder, best] = [true, false].map((keep) => placedBy(parts, setting, keep)) as [Graph, Graph]
  return crossings(inOrder) <= crossings(best) ? inOrder : best
}

/** How often edges cross. */
function crossings(graph: Graph): number {
  const lines = graph.edges().map((edge) => {
    const { points = [] } = graph.edge(edge) as { points?: Point[] }
    return points.slice(1).map((to, i): [Point, Point] => [points[i] ?? to, to])
  })
  return lines.reduce(
    (sum, line, i) =>
      sum +
      lines.slice(i + 1).flatMap((other) => line.flatMap((one) => other.filter((another) => cross(one, another))))
        .length,
    0,
  )
}

/** Whether two lines cross, and do not only touch. */
function cross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  const side = (from: Point, to: Point, { x, y }: Point) =>
    Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function placedBy({ parts, edges }: Parts, { direction, gap }: Setting, keepsOrder: boolean): Graph {
  const isAcross = direction === 'LR'
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: direction, nodesep: APART, edgesep: APART / 2, ranksep: gap })
  for (const part of parts.values()) graph.setNode(part.id, roomOf(part, edges, isAcross))
  edges.forEach((edge, i) => {
    if (isLoop(edge)) return
    const { width, height, lines } = edge
    const along = lines.length > 0 ? 2 * LABEL_GAP : 0
    const size = isAcross ? { width: width + along, height } : { width, height: height + along }
    graph.setEdge(edge.from, edge.to, { ...size, labelpos: 'c' }, String(i))
  })
  layout(graph, { disableOptimalOrderHeuristic: keepsOrder })
  return graph
}

/** What a part takes: with a loop also the place above it, or beside it, for the loop and what that says. */
function roomOf(part: Part, edges: Edge[], isAcross: boolean): { width: number; height: number } {
  const loop = edges.find((edge) => isLoop(edge) && edge.from === part.id)
  if (!loop) return { width: part.width, height: part.height }
  return isAcross
    ? { width: Math.max(part.width, loop.width), height: part.height + LOOP + loop.height }
    : { width: part.width + LOOP + LABEL_GAP + loop.width, height: Math.max(part.height, loop.height) }
}

/** Makes the boxes of a rank equally wide. */
function widenRanks({ parts }: Parts, graph: Graph): void {
  const boxes = [...parts.values()].filter(({ shape }) => shape === 'box')
  for (const rank of Map.groupBy(boxes, ({ id }) => Math.round(at(graph, id).x)).values()) {
    const width = Math.max(...rank.map((box) => box.width))
    for (const box of rank) box.width = width
  }
}

/** The middle of a part's room, and how large that is. */
function at(graph: Graph, id: string): Point & { width: number; height: number } {
  const { x, y, width, height } = graph.node(id) as Point & { width: number; height: number }
  return { x, y, width, height }
}

function pictureOf({ parts, edges }: Parts, graph: Graph, { direction }: Setting): Picture {
  const isAcross = direction === 'LR'
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number }
  const toPlace = ({ x, y }: Point): Place => (isAcross ? { main: x, across: y } : { main: y, across: x })
  const toPoint = ({ main, across }: Place): Point =>
    isAcross ? { x: main + MARGIN, y: across + MARGIN } : { x: across + MARGIN, y: main + MARGIN }

  const boxes = new Map(
    [...parts.values()].map((part): [string, Box] => {
      const room = at(graph, part.id)
      const size = isAcross
        ? { length: part.width, breadth: part.height, room: room.width }
        : { length: part.height, breadth: part.width, room: room.height }
      const spare = isAcross ? room.height - part.height : part.width - room.width
      const { main, across } = toPlace(room)
      return [part.id, { main, across: across + spare / 2, ...size, meets: part.shape !== 'box' }]
    }),
  )
  const boxOf = (id: string): Box => {
    const box = boxes.get(id)
    if (!box) throw new Error(`an edge leads to ${id}, which is no box`)
    return box
  }

  const ways = edges.flatMap((edge, i) => (isLoop(edge) ? [] : [{ edge, course: courseOf(edge, i) }]))
  const routed = route(ways.map(({ course }) => course))
  return {
    width: width + 2 * MARGIN,
    height: height + 2 * MARGIN,
    nodes: [...parts.values()].map((part) => ({ ...part, ...toPoint(boxOf(part.id)) })),
    edges: [
      ...ways.map(({ edge, course }, i): DrawnEdge => {
        const label = course.through.find(({ isLabel }) => isLabel)
        return {
          pieces: (routed[i] ?? []).map((piece) => piece.map(toPoint)),
          label: label && { ...toPoint(label), lines: edge.lines },
          dashed: edge.dashed,
        }
      }),
      ...edges.filter(isLoop).map(loopOf),
    ],
  }

  function courseOf({ from, to, lines, width, height }: Edge, i: number): Course {
    const { points = [], x = 0, y = 0 } = graph.edge(from, to, String(i)) as Partial<Point> & { points?: Point[] }
    const label = toPlace({ x, y })
    const length = (isAcross ? width : height) + 2 * LABEL_GAP
    // dagre gives where the edge leaves and reaches its boxes, too.
    const through = points.slice(1, -1).map((point) => {
      const place = toPlace(point)
      const isLabel = lines.length > 0 && Math.abs(place.main - label.main) < 1
      return { ...place, length: isLabel ? length : 0, isLabel }
    })
    return { from: boxOf(from), to: boxOf(to), through }
  }

  /** Above its box where the diagram leads to the right, else to the right of it. */
  function loopOf({ from, lines, dashed, width, height }: Edge): DrawnEdge {
    const box = boxOf(from)
    const way = isAcross ? -1 : 1
    const edge = box.across + (way * box.breadth) / 2
    const away = edge + way * LOOP
    const reach = Math.min(18, box.length / 3)
    const [before, after] = [box.main - reach, box.main + reach]
    const corners = [
      { main: before, across: edge },
      { main: before, across: away },
      { main: after, across: away },
      { main: after, across: edge },
    ]
    const middle = away + (way * (isAcross ? height : width + 2 * LABEL_GAP)) / 2
    return {
      pieces: [corners.map(toPoint)],
      label: lines.length > 0 ? { ...toPoint({ main: box.main, across: middle }), lines } : undefined,
      dashed,
    }
  }
}
