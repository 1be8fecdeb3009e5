import { scaleLinear } from 'd3-scale'
import type { Recording } from '../../recorder/schema.ts'
import { figure } from '../figure.ts'
import type { Recorded } from '../recorded.ts'
import { countText } from '../stage/text.ts'
import { spreadOf, type Spread } from '../time-figure.ts'

/** What a page asks of `CostChart`. */
export type CostRequest = {
  recording: Recorded
  /** Functions of the snippet, one a row, separated by blanks. */
  functions: string
  /** Build that was timed. */
  build?: string
  /** Canvas px. */
  width?: number
}

/** How long one function took, beside how often it called the allocator. Canvas px. */
export type CostRow = {
  function: string
  /** Allocator calls that one call of the function makes. */
  calls: number
  /** Nanoseconds. */
  spread: Spread
  /** Middle of the row. */
  y: number
  /** Nine samples of ten, the middle half, and the median. */
  whisker: { from: number; to: number }
  bar: { x: number; width: number }
  median: number
  /** `8.4 ns`, the median, and where it begins: behind the middle half, above the thin line. */
  label: { x: number; text: string }
}

/** Times of functions on one scale that begins at 0. Canvas px from the plot's top left. */
export type CostPlot = {
  width: number
  height: number
  rows: CostRow[]
  ticks: { x: number; text: string }[]
  /** How it was measured: machine, system, samples. */
  method: string
}

/** Canvas px of a row, and of the axis below all of them. */
export const ROW = 64
const AXIS = 48

/** Room right of the longest line: a number may begin near its end. */
const NUMBER = 96

/**
 * Lays out the times of functions, one row each.
 * @throws when the build was not timed, or a function not.
 */
export function plotCost(recording: Recording, build: string, functions: string[], width: number): CostPlot {
  const times = recording.builds[build]?.times
  if (!times)
    throw new Error(`${recording.name} has no times of "${build}": npm run record -- --times ${recording.name}`)
  const spreads = functions.map((name) => spreadOf(times, name))
  const x = scaleLinear([0, Math.max(...spreads.map(({ most }) => most))], [0, width - NUMBER])
  const rows = spreads.map((spread, i): CostRow => {
    const name = functions[i] ?? ''
    return {
      function: name,
      calls: Number(figure(recording, `${build}.calls.in.${name}`).value),
      spread,
      y: (i + 0.5) * ROW,
      whisker: { from: x(spread.least), to: x(spread.most) },
      bar: { x: x(spread.low), width: Math.max(2, x(spread.high) - x(spread.low)) },
      median: x(spread.median),
      label: { x: x(spread.high) + 10, text: `${timeText(spread.median)} ns` },
    }
  })
  const { machine, callsPerSample } = times
  const samples = Math.min(...functions.map((name) => times.functions[name]?.length ?? 0))
  return {
    width,
    height: rows.length * ROW + AXIS,
    rows,
    ticks: x.ticks(5).map((value) => ({ x: x(value), text: countText(value) })),
    method: `${machine.cpu}${machine.virtual ? ', virtual machine' : ''}, ${machine.cores} cores, ${machine.system} · ${samples} samples of ${countText(callsPerSample)} calls each`,
  }
}

/** One row of a plot alone, on the scale of all. */
export function oneRow(plot: CostPlot, row: CostRow): CostPlot {
  return { ...plot, height: ROW + AXIS, rows: [{ ...row, y: ROW / 2 }] }
}

/** Nanoseconds as a label writes them: one place behind the point below 10. */
export function timeText(ns: number): string {
  return ns < 10 ? ns.toFixed(1) : String(Math.round(ns))
}

/** What a plot of times shows by what. */
export const COST_KEY =
  'Time that each function took. Number and line across: the median. Rectangle: half of the samples lie in it. Thin line: nine of ten.'

/** The times in words, for those who do not see the plot. */
export function sayCost({ rows }: CostPlot): string {
  return rows
    .map(
      ({ function: name, calls, spread }) =>
        `${name}: ${calls} allocator call${calls === 1 ? '' : 's'}, median ${timeText(spread.median)} ns,` +
        ` the middle half ${timeText(spread.low)} to ${timeText(spread.high)} ns.`,
    )
    .join(' ')
}
