import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { Box } from '../stage/box.ts'
import { bytesText, countText, monoWidth } from '../stage/text.ts'
import { LABEL, SMALL, type Tick } from './allocation-plot.ts'
import type { Growth } from './vec-growth.ts'

/** A growth written at its step. Canvas px: where the text begins, and its baseline. */
export type GrowthLabel = { x: number; y: number; capacity: string; call: string; end: boolean }

/** One vector's growth. Canvas px from the component's top left. */
export type CapacityPanel = {
  growth: Growth
  box: Box
  /** SVG paths: the capacity, the space between it and the length, and the length. */
  capacity: string
  spare: string
  length: string
  dots: { x: number; y: number }[]
  labels: GrowthLabel[]
  xTicks: { x: number; text: string }[]
  yTicks: Tick[]
}

/** Small multiples on one scale. */
export type CapacityPlot = { width: number; height: number; panels: CapacityPanel[] }

const AXIS = 46
const TITLE = 40
const FOOT = 54
const BETWEEN = 40

/** Lays out one panel a vector, side by side, all on the scales of the largest. */
export function plotCapacity(growths: readonly Growth[], width: number, height: number): CapacityPlot {
  const pushes = Math.max(1, ...growths.flatMap(({ points }) => points.map(({ length }) => length)))
  const most = Math.max(1, ...growths.flatMap(({ points }) => points.map(({ capacity }) => capacity)))
  const levels = levelTicks(growths, most, height - TITLE - FOOT)
  const panel = (width - (growths.length - 1) * BETWEEN) / growths.length
  const panels = growths.map((growth, i) => {
    const box = { x: i * (panel + BETWEEN) + AXIS, y: TITLE, width: panel - AXIS, height: height - TITLE - FOOT }
    return plotPanel(growth, box, pushes, levels)
  })
  return { width, height, panels }
}

function plotPanel(growth: Growth, box: Box, pushes: number, levels: number[]): CapacityPanel {
  const most = Math.max(...levels)
  const x = scaleLinear([0, pushes + 1], [box.x, box.x + box.width])
  const y = scaleLinear([0, most], [box.y + box.height, box.y + 2 * LABEL + 12])
  const last = growth.points.at(-1)
  const points = last ? [...growth.points, { ...last, length: last.length + 1 }] : []
  const used = (i: number) => growth.points[Math.min(i, growth.points.length - 1)]?.length ?? 0
  const steps = (value: (point: Point, i: number) => number) =>
    line<Point>(
      (point) => x(point.length),
      (point, i) => y(value(point, i)),
    ).curve(curveStepAfter)(points) ?? ''
  const spare = area<Point>()
    .x((point) => x(point.length))
    .y0((_point, i) => y(used(i)))
    .y1((point) => y(point.capacity))
    .curve(curveStepAfter)
  return {
    growth,
    box,
    capacity: steps((point) => point.capacity),
    spare: spare(points) ?? '',
    length: steps((_point, i) => used(i)),
    dots: growth.grown.map(({ length, capacity }) => ({ x: x(length), y: y(capacity) })),
    labels: placeLabels(growth, x, y, box),
    xTicks: wholeTicks(pushes).map((value) => ({ x: x(value), text: countText(value) })),
    yTicks: levels.map((value) => ({ y: y(value), text: countText(value) })),
  }
}

type Point = Growth['points'][number]

/** Labels above their steps' corners, the latest first: the capacity alone where the call finds no room. */
function placeLabels(
  growth: Growth,
  x: (value: number) => number,
  y: (value: number) => number,
  box: Box,
): GrowthLabel[] {
  const placed: (GrowthLabel & { box: Box })[] = []
  for (const { length, capacity, bytes, kind } of growth.grown.toReversed()) {
    const places = [`${kind} ${bytesText(bytes)}`, ''].flatMap((call) => {
      const width = Math.max(monoWidth(countText(capacity), LABEL), monoWidth(call, SMALL))
      const height = call ? 2 * LABEL + 6 : LABEL
      const at = { x: x(length), y: y(capacity) - (call ? LABEL + 12 : 8) }
      return [false, true].map((end) => ({
        ...{ x: end ? at.x - 4 : at.x, y: at.y, capacity: countText(capacity), call, end },
        box: { x: end ? at.x - width - 4 : at.x, y: at.y - LABEL, width, height },
      }))
    })
    const free = places.find(
      (one) =>
        one.box.x >= box.x - 2 &&
        one.box.x + one.box.width <= box.x + box.width + 2 &&
        placed.every((other) => !touches(one.box, other.box)) &&
        !crosses(one.box, growth, x, y),
    )
    if (free) placed.push(free)
  }
  return placed.map(({ box: _box, ...label }) => label).reverse()
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Whether a step up or the level after it runs through a label. */
function crosses(label: Box, growth: Growth, x: (value: number) => number, y: (value: number) => number): boolean {
  const right = label.x + label.width
  const foot = label.y + label.height
  return growth.grown.some(({ length, capacity }, i) => {
    const until = growth.grown[i + 1]?.length ?? Number.POSITIVE_INFINITY
    const before = growth.grown[i - 1]?.capacity ?? 0
    const rise = x(length) > label.x + 1 && x(length) < right - 1 && y(capacity) < foot && y(before) > label.y
    const level = y(capacity) > label.y && y(capacity) < foot && x(length) < right - 1 && x(until) > label.x + 1
    return rise || level
  })
}

/** 0 and the capacities that occurred, the largest first where they would stand too close. */
function levelTicks(growths: readonly Growth[], most: number, height: number): number[] {
  const capacities = [...new Set(growths.flatMap(({ grown }) => grown.map(({ capacity }) => capacity)))].sort(
    (a, b) => b - a,
  )
  const least = (24 / (height - 2 * LABEL)) * most
  const kept: number[] = []
  for (const value of capacities)
    if ((kept.at(-1) ?? Number.POSITIVE_INFINITY) - value >= least && value >= least) kept.push(value)
  return [0, ...kept.reverse()]
}

/** 0, the most, and a few whole numbers between. */
function wholeTicks(most: number): number[] {
  const between = scaleLinear([0, most], [0, 1])
    .ticks(4)
    .filter((value) => Number.isInteger(value) && value <= most)
  const spaced = between.filter((value) => value === 0 || most - value >= most * 0.12)
  return [...spaced, most]
}
