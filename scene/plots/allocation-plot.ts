import { scaleBand, scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import type { Box } from '../stage/box.ts'
import { countText, monoWidth } from '../stage/text.ts'
import type { AllocatorEvent } from './allocator-events.ts'

/** Canvas px of labels, and of lines' numbers and axes. */
export const LABEL = 18
export const SMALL = 18

/** A mark on a value axis. */
export type Tick = { y: number; text: string }

/** One call as it stands in the timeline. Canvas px. */
export type EventMark = {
  event: AllocatorEvent
  /** Middle of its column. */
  x: number
  /** The column, for pointing at it. */
  column: Box
  /** Bytes allocated, above the base line; absent for a free. */
  up?: Box
  /** Bytes given back, below the base line. */
  down?: Box
  /** Baseline of the size's text. */
  sizeY: number
  /** Whether kinds and lines fit beside one another, and whether this size does. */
  labelled: boolean
  sized: boolean
}

/** Timeline and step plot of a run. Canvas px from the component's top left. */
export type AllocationPlot = {
  width: number
  height: number
  marks: EventMark[]
  /** y of the line between what is allocated and what is given back. */
  base: number
  /** Baselines of the kinds and of the lines' numbers. */
  kindY: number
  lineY: number
  steps: {
    box: Box
    /** SVG paths: bytes live after each call. */
    line: string
    area: string
    ticks: Tick[]
  }
}

const HEADS = 52
const GAP = 40

/**
 * Lays out the calls in columns of their order, not of time, above a step plot of bytes live.
 * @param shown how many calls are drawn: the scales are those of all.
 */
export function plotAllocations(
  events: readonly AllocatorEvent[],
  shown: number,
  width: number,
  height: number,
): AllocationPlot {
  const live = Math.max(0, ...events.map((event) => event.live))
  const axis = Math.max(96, Math.ceil(monoWidth(`${countText(live)} B`, SMALL)) + 12)
  const columns = scaleBand<number>()
    .domain(events.map((event) => event.order))
    .range([axis, width])
  const column = columns.bandwidth()
  const largest = Math.max(1, ...events.map((event) => Math.max(event.allocated, event.given)))
  const lane = Math.round((height - HEADS - GAP) * 0.54)
  const reach = lane / 2 - LABEL - 8
  const bar = scaleLinear([0, largest], [0, reach])
  const base = HEADS + lane / 2
  const barWidth = Math.min(34, column * 0.5)
  const labelled = events.every((event) => headWidth(event) <= column - 6)
  const boxOf = (x: number, bytes: number, up: boolean): Box | undefined => {
    if (bytes === 0) return undefined
    const length = Math.max(3, bar(bytes))
    return { x: x - barWidth / 2, y: up ? base - length : base, width: barWidth, height: length }
  }
  const visible = events.slice(0, shown)
  const marks = visible.map((event): EventMark => {
    const left = columns(event.order) ?? axis
    const x = left + column / 2
    const up = boxOf(x, event.allocated, true)
    const down = boxOf(x, event.given, false)
    const sizeY = up ? up.y - 7 : (down?.y ?? base) + (down?.height ?? 0) + LABEL
    return {
      event,
      x,
      column: { x: left, y: 0, width: column, height },
      up,
      down,
      sizeY,
      labelled,
      sized: monoWidth(event.size, LABEL) <= column - 4,
    }
  })
  const top = HEADS + lane + GAP
  const steps = plotSteps(events, visible, { x: axis, y: top, width: width - axis, height: height - top }, column)
  return { width, height, marks, base, kindY: 20, lineY: 43, steps }
}

function headWidth(event: AllocatorEvent): number {
  return Math.max(monoWidth(event.kind, LABEL), monoWidth(`line ${event.line ?? 0}`, SMALL))
}

function plotSteps(
  all: readonly AllocatorEvent[],
  visible: readonly AllocatorEvent[],
  box: Box,
  column: number,
): AllocationPlot['steps'] {
  const most = Math.max(1, ...all.map((event) => event.live))
  const y = scaleLinear([0, most], [box.y + box.height - 2, box.y + 14])
  const x = (order: number) => box.x + (order - 0.5) * column
  const last = visible.at(-1)
  const points = [
    { x: box.x, live: 0 },
    ...visible.map((event) => ({ x: x(event.order), live: event.live })),
    { x: last ? x(last.order) + column / 2 : box.x, live: last?.live ?? 0 },
  ]
  const path = line<{ x: number; live: number }>(
    (point) => point.x,
    (point) => y(point.live),
  ).curve(curveStepAfter)
  const fill = area<{ x: number; live: number }>()
    .x((point) => point.x)
    .y0(y(0))
    .y1((point) => y(point.live))
    .curve(curveStepAfter)
  return {
    box,
    line: path(points) ?? '',
    area: fill(points) ?? '',
    ticks: [0, most].map((value) => ({ y: y(value), text: `${countText(value)} B` })),
  }
}
