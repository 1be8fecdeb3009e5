import { bottom, type Box, type Point } from './box.ts'
import type { Scene, SceneArrow, SceneBox, SceneCell } from './scene.ts'

/** How long a movement takes, ms. */
const MOTION = 350
/** The longest a step moves, ms. */
const WHOLE = 450
/** When an arrow sets out, and how long it takes to reach its byte, ms. */
const ARROW = { delay: 170, duration: 280 }

/** Part of the picture that a track moves. */
export type TrackPart = 'box' | 'outline' | 'cell' | 'head' | 'arrow' | 'line'

/** Properties of one keyframe, as CSS names them. */
export type Look = { transform?: string; opacity?: number; height?: string; d?: string; strokeDashoffset?: number }

/** One element's movement. */
export type Track = {
  part: TrackPart
  id: string
  /** Whether the element is in the picture that stays, or is drawn for the movement only. */
  layer: 'stays' | 'goes'
  looks: [Look, Look]
  /** ms */
  delay: number
  /** ms */
  duration: number
}

/** Bytes that move from one place to another. */
export type Carry = { from: string; to: string }

/** Everything that moves between two pictures; what only moves is drawn besides the one that stays. */
export type Motion = {
  tracks: Track[]
  /** Elements of the other picture that leave. */
  ghosts: { boxes: SceneBox[]; cells: SceneCell[]; arrows: SceneArrow[] }
  /** Values on their way. */
  carried: { id: string; from: Box; to: Box; text: string }[]
}

/**
 * How the picture of a step becomes that of the next or the one before. Backward is the forward
 * movement played from its end, so the two are inverse.
 */
export function motionBetween(earlier: Scene, later: Scene, carries: readonly Carry[], forward: boolean): Motion {
  const enter = only(later, earlier)
  const leave = only(earlier, later)
  const base = forward ? later : earlier
  const other = forward ? earlier : later
  const tracks = [
    ...appearances(enter, later, forward ? 'stays' : 'goes', forward),
    ...appearances(leave, earlier, forward ? 'goes' : 'stays', !forward),
    ...shifts(base, other),
  ]
  const pairs = carries.map(({ from, to }) => (forward ? { from, to } : { from: to, to: from }))
  return { tracks, ghosts: forward ? leave : enter, carried: carried(pairs, other, base) }
}

type Parts = Motion['ghosts']

function only(scene: Scene, than: Scene): Parts {
  const without = <T extends { id: string }>(mine: readonly T[], theirs: readonly T[], key = (one: T) => one.id) => {
    const known = new Set(theirs.map(key))
    return mine.filter((one) => !known.has(key(one)))
  }
  return {
    boxes: without(scene.boxes, than.boxes),
    cells: without(scene.cells, than.cells, keyOf),
    arrows: without(scene.arrows, than.arrows),
  }
}

/** A row that names an opened value shares its id with the closed form, but is another row. */
function partOf(cell: SceneCell): 'head' | 'cell' {
  return cell.cell.opened ? 'head' : 'cell'
}

/** What tells a row from all others of a picture. */
export function keyOf(cell: SceneCell): string {
  return `${partOf(cell)} ${cell.id}`
}

/** Tracks of what one picture has and the other lacks: `arrives` plays into view, else out of it. */
function appearances(parts: Parts, scene: Scene, layer: Track['layer'], arrives: boolean): Track[] {
  const away = new Map<string, Look>()
  const timed = (track: Omit<Track, 'layer' | 'looks'>, hidden: Look, shown = shownFor(hidden)): Track => {
    const delay = arrives ? track.delay : WHOLE - track.delay - track.duration
    return { ...track, layer, looks: arrives ? [hidden, shown] : [shown, hidden], delay: Math.max(0, delay) }
  }
  const boxes = parts.boxes.flatMap((box) => {
    const hidden = hiddenBox(box)
    away.set(box.id, hidden)
    const common = { id: box.id, delay: 0, duration: MOTION }
    const whole = timed({ ...common, part: 'box' }, hidden)
    return box.region === 'stack'
      ? [whole]
      : [whole, timed({ ...common, part: 'outline' }, { height: '0px' }, { height: `${box.box.height}px` })]
  })
  const owned = scene.cells.filter((cell) => cell.owner && away.has(cell.owner))
  const ownedTracks = owned.map((cell) => {
    const hidden = cell.region === 'stack' ? (away.get(cell.owner ?? '') ?? { opacity: 0 }) : { opacity: 0 }
    const delay = cell.region === 'stack' ? 0 : 100
    return timed({ part: partOf(cell), id: cell.id, delay, duration: MOTION - delay }, hidden)
  })
  const loose = parts.cells.filter((cell) => !(cell.owner && away.has(cell.owner)))
  const looseTracks = loose.map((cell) =>
    timed({ part: partOf(cell), id: cell.id, delay: 60, duration: MOTION - 60 }, { opacity: 0 }),
  )
  const arrows = parts.arrows.flatMap((arrow) => [
    timed({ part: 'line', id: arrow.id, ...ARROW }, { strokeDashoffset: 1 }),
    timed({ part: 'arrow', id: arrow.id, delay: ARROW.delay + ARROW.duration - 60, duration: 60 }, { opacity: 0 }),
  ])
  return [...boxes, ...ownedTracks, ...looseTracks, ...arrows]
}

function shownFor(hidden: Look): Look {
  const shown: Look = {}
  if (hidden.transform !== undefined) shown.transform = 'none'
  if (hidden.opacity !== undefined) shown.opacity = 1
  if (hidden.strokeDashoffset !== undefined) shown.strokeDashoffset = 0
  return shown
}

/**
 * A frame comes from below, where the stack grows; a block's outline grows from its first byte, while its
 * texts, which are dear to lay out at another scale, only appear.
 */
function hiddenBox(box: SceneBox): Look {
  return box.region === 'stack'
    ? { transform: `translateY(${Math.min(60, box.box.height)}px)`, opacity: 0 }
    : { opacity: 0 }
}

/** Tracks of what both pictures have in different places, drawn where `base` has it. */
function shifts(base: Scene, other: Scene): Track[] {
  const tracks: Track[] = []
  const common = { layer: 'stays', delay: 0, duration: MOTION } as const
  for (const box of base.boxes) {
    const was = other.boxes.find((one) => one.id === box.id)
    if (!was) continue
    const looks = displaced(was.box, box.box)
    if (looks) tracks.push({ ...common, part: 'box', id: box.id, looks })
    if (Math.abs(was.box.height - box.box.height) > 0.5) {
      tracks.push({
        ...common,
        part: 'outline',
        id: box.id,
        looks: [{ height: `${was.box.height}px` }, { height: `${box.box.height}px` }],
      })
    }
  }
  for (const cell of base.cells) {
    const was = other.cells.find((one) => keyOf(one) === keyOf(cell))
    const looks = was && displaced(was.box, cell.box)
    if (looks) tracks.push({ ...common, part: partOf(cell), id: cell.id, looks })
  }
  for (const arrow of base.arrows) {
    const was = other.arrows.find((one) => one.id === arrow.id)
    if (was && was.path !== arrow.path) {
      tracks.push({
        ...common,
        part: 'line',
        id: arrow.id,
        looks: [{ d: `path("${was.path}")` }, { d: `path("${arrow.path}")` }],
      })
      const looks = displaced(was.to, arrow.to)
      if (looks) tracks.push({ ...common, part: 'arrow', id: arrow.id, looks })
    }
  }
  return tracks
}

function displaced(was: Point, now: Point): [Look, Look] | undefined {
  const x = was.x - now.x
  const y = was.y - now.y
  if (Math.abs(x) < 0.5 && Math.abs(y) < 0.5) return undefined
  return [{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }]
}

function carried(pairs: readonly Carry[], from: Scene, to: Scene): Motion['carried'] {
  return pairs.flatMap((pair) => {
    const source = extent(from, pair.from)
    const target = extent(to, pair.to)
    if (!source || !target) return []
    const width = Math.min(source.box.width, target.box.width)
    return [{ id: `${pair.from}>${pair.to}`, from: { ...source.box, width }, to: target.box, text: source.text }]
  })
}

/** The rows of a place, as one box. */
function extent(scene: Scene, id: string): { box: Box; text: string } | undefined {
  const rows = scene.cells.filter((cell) => cell.id === id || cell.id.startsWith(`${id}@`))
  const [first] = rows
  if (!first) return undefined
  const end = Math.max(...rows.map((row) => bottom(row.box)))
  return { box: { ...first.box, height: end - first.box.y }, text: first.cell.name || first.right.text }
}
