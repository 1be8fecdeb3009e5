import type { Build } from '../../recorder/schema.ts'
import type { InstructionRun } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../recorded.ts'
import { instructionRows, type InstructionRow } from '../rust-to-asm/rows.ts'
import { parseSignature } from '../rust-to-asm/signature.ts'
import { trackListing } from '../rust-to-asm/track.ts'
import { stageLines, type WindowLine } from '../stage/code-window.ts'
import { chooseInstructions, type Click } from './choose-instructions.ts'
import { replayRun, type CpuState } from './replay-run.ts'
import { nameWords, type ListedFunction, type StackNames } from './word-names.ts'

/** What a page asks of `CpuStage`. */
export type CpuRequest = {
  recording: Recorded
  /** Build whose run is shown. */
  build?: string
  /** Function whose run was recorded, as Rust writes it; the first recorded one by default. */
  function?: string
  /** Instructions to play, from 1: `1-4, 8`, `in:half`, `!3`; by default all of listed functions. */
  steps?: string
  /** Canvas px. */
  width?: number
  /** Canvas px. */
  height?: number
}

/** One function of the run: its Rust and its assembly. */
export type CpuFunction = ListedFunction & { rust: WindowLine[]; rows: InstructionRow[] }

/** A recorded run made ready to play: one click an instruction. */
export type CpuPlay = {
  recording: Recorded
  build: Build
  run: InstructionRun
  /** By name, the recorded one first, then in the order in which the clicks reach them. */
  functions: ReadonlyMap<string, CpuFunction>
  clicks: Click[]
  /** State k is before the run's instruction k. */
  states: CpuState[]
  names: StackNames[]
}

/**
 * Finds the run that a page names and replays it.
 * @throws when the recording has no such build, run or step, with what there is instead.
 */
export function playCpu({
  recording,
  build: profile,
  function: wanted,
  steps,
}: CpuRequest & { build: string }): CpuPlay {
  const build = recording.builds[profile]
  if (!build)
    throw new Error(`${recording.name} has no build "${profile}"; it has ${Object.keys(recording.builds).join(', ')}`)
  const runs = build.trace?.instructionRuns ?? []
  const run = wanted ? runs.find((one) => one.function === wanted) : runs[0]
  if (!run) {
    const known = runs.map((one) => one.function).join(', ') || 'none'
    throw new Error(
      `${recording.name} has no instruction run of "${wanted ?? 'a function'}" in ${profile}; it has ${known}`,
    )
  }
  const listed = listedFunctions(recording, build, run)
  const listedOnes = [...listed.keys()].map((name) => `in:${name}`).join(', ')
  const clicks = chooseInstructions(run, steps ?? listedOnes)
  const reached = [...new Set([run.function, ...clicks.map(({ shown }) => run.steps[shown]?.function ?? '')])]
  const functions = new Map(
    reached.flatMap((name) => (listed.has(name) ? [[name, listed.get(name) as CpuFunction] as const] : [])),
  )
  return { recording, build, run, functions, clicks, states: replayRun(run), names: nameWords(run, listed) }
}

function listedFunctions(recording: Recorded, build: Build, run: InstructionRun): Map<string, CpuFunction> {
  const text = recording.source.text.split('\n')
  const optimised = !build.flags.join(' ').includes('opt-level=0')
  const names = new Set([run.function, ...run.steps.map((step) => step.function)])
  return new Map(
    [...names].flatMap((name) => {
      const named = build.listings.find((one) => one.function === name)
      const listing = named?.sameAs ? (build.listings.find((one) => one.function === named.sameAs) ?? named) : named
      if (!named || !listing || listing.instructions.length === 0) return []
      const head = text.slice(named.first - 1, named.last).join('\n')
      const source = { ...recording.source, regions: { shown: { first: named.first, last: named.last } } }
      const rust = stageLines({ source, highlighted: recording.highlighted }, ['shown'])
      const tracked = trackListing(listing, parseSignature(head), optimised)
      const entry: CpuFunction = { listing, tracked, rust, rows: instructionRows(listing, head, optimised) }
      return [[name, entry] as const]
    }),
  )
}

/** The instruction that a click shows; undefined before the first. */
export function shownRow(play: CpuPlay, click: number): { function: string; row: InstructionRow } | undefined {
  const step = play.run.steps[play.clicks[click - 1]?.shown ?? -1]
  const row = step && play.functions.get(step.function)?.rows[step.index]
  return row && { function: step.function, row }
}

/** State and names after a click; before the first for 0. */
export function stateAt(play: CpuPlay, click: number): { state: CpuState; names: StackNames } {
  const at = play.clicks[click - 1]
  const index = at ? at.last + 1 : (play.clicks[0]?.first ?? 0)
  const state = play.states[index]
  const names = play.names[index]
  if (!state || !names) throw new Error(`${play.run.function}: click ${click} of ${play.clicks.length}`)
  return { state, names }
}
