import type { MemoryState } from '../../recorder/trace-schema.ts'
import { provenance } from '../provenance.ts'
import { linesRun, votedLines, type VotedLine } from '../line-votes.ts'
import type { Recorded } from '../recorded.ts'
import { cutLine, longestLine, stageLines, type WindowLine } from './code-window.ts'
import type { LocalChoice } from './frame-parts.ts'
import { legendOf, type LegendEntry } from './legend.ts'
import { planStage, type StagePlan } from './plan.ts'
import { playOf, type Play, type StepChoice } from './play.ts'
import { monoFit, monoWidth } from './text.ts'

/** What a page asks of `MemoryStage`. */
export type StageRequest = StepChoice & {
  recording: Recorded
  /** Which build of the recording. */
  build?: string
  /** Which thread, 0 is main. */
  thread?: number
  /** Regions of the snippet to show, separated by blanks; `none` leaves the code out. */
  code?: string
  /** Functions whose frames are opened, separated by blanks; locals of the others take one row each. */
  frames?: string
  /** Locals to show one by one, separated by blanks; all by default. */
  locals?: string
  /** Locals shown in one row whatever they hold, separated by blanks; `all` is every one. */
  closed?: string
  /**
   * Asks beside each line of the code's first region, before it runs, how often it calls the allocator;
   * once it has run the recorded calls stand there. What a viewer votes is kept under this name.
   */
  votes?: string
  /** Leaves addresses out. */
  noAddresses?: boolean
  /** Explains, in one line below the picture, the signs that this stage uses. */
  legend?: boolean
  /** Canvas px of the whole stage. */
  width?: number
  /** Canvas px of the whole stage. */
  height?: number
}

/** What a stage is prepared from besides its recording's states. */
export type StageChoice = Omit<StageRequest, 'recording' | 'thread' | 'noAddresses'> & {
  build: string
  /** Whether addresses are shown. */
  addresses: boolean
  width: number
  height: number
}

/** What is voted on beside the code, and which of those lines have run at a step of the play. */
export type StageVotes = { name: string; builds: string[]; lines: VotedLine[]; ranAt: (step: number) => Set<number> }

/** A stage ready to be played. */
export type PreparedStage = {
  play: Play
  lines: WindowLine[]
  codeWidth: number
  votes?: StageVotes
  legend?: LegendEntry[]
  provenance: string
}

/** Canvas px below the picture: step line, caption and counters. */
const BELOW = 124
/** The legend's line above them, canvas px. */
export const LEGEND = 36
/**
 * The code's column, from the widest that may be; it yields to long rows of memory. Wider where nothing is on the heap.
 * Less space behind it where the addresses' gutter, empty in most rows, keeps it from the memory.
 */
const CODE = { noHeap: 640, widths: [540, 520], least: 300, space: { before: 24, beforeGutter: 12 } }
/** The votes' column beside the code. */
export const VOTES_WIDTH = 184

/**
 * Prepares a stage from a recording's states.
 * @throws when steps, regions, frames or locals are named that are not there, or a caption's step is not shown.
 */
export function prepareStage(recorded: Recorded, states: readonly MemoryState[], choice: StageChoice): PreparedStage {
  const lines = choice.code === 'none' ? [] : stageLines(recorded, words(choice.code))
  const wanted = Math.ceil(monoWidth('0'.repeat(longestLine(lines)), 20) + 30)
  const widths = lines.length ? CODE.widths.map((most) => Math.min(most, Math.max(CODE.least, wanted))) : [0]
  const names = { frames: words(choice.frames), locals: words(choice.locals), closed: words(choice.closed) }
  let codeWidth = 0
  const planAt = (shown: readonly MemoryState[], width: number): StagePlan => {
    codeWidth = width
    const x = codeWidth
      ? codeWidth -
        12 +
        (choice.addresses ? CODE.space.beforeGutter : CODE.space.before) +
        (choice.votes ? VOTES_WIDTH : 0)
      : 0
    const area = { x, y: 0, width: choice.width - x, height: choice.height - BELOW - 6 - (choice.legend ? LEGEND : 0) }
    return planStage(shown, { area, addresses: choice.addresses, ...names })
  }
  const play = playOf(recorded, choice.build, states, choice, (shown) => {
    checkNames(shown, names, recorded.source.file)
    let plan = planAt(shown, widths[0] ?? 0)
    for (const width of widths.slice(1)) if (plan.stack.narrow) plan = planAt(shown, width)
    if (lines.length && !plan.heap && wanted > codeWidth) plan = planAt(shown, Math.min(CODE.noHeap, wanted))
    return plan
  })
  return {
    play,
    lines: lines.map((line) => cutLine(line, monoFit(codeWidth - 16, 20))),
    codeWidth,
    votes: votesOf(recorded, states, choice, play),
    legend: choice.legend
      ? legendOf(
          Array.from({ length: play.length }, (_, step) => play.at(step).scene),
          lines.length > 0,
        )
      : undefined,
    provenance: provenance(recorded, [choice.build]),
  }
}

/** @throws when a page names a frame or local that no shown step has. */
function checkNames(shown: readonly MemoryState[], names: LocalChoice, file: string): void {
  const frames = shown.flatMap((state) => state.frames)
  const functions = new Set(frames.map((frame) => frame.function))
  const locals = new Set(frames.flatMap((frame) => frame.locals.map((local) => local.name)))
  const absent = [
    ...(names.frames ?? []).filter((name) => !functions.has(name)).map((name) => `frame of "${name}"`),
    ...[...(names.locals ?? []), ...(names.closed ?? [])]
      .filter((name) => !locals.has(name) && name !== 'all')
      .map((name) => `local "${name}"`),
  ]
  if (absent.length > 0) throw new Error(`${file}: the shown steps have no ${absent.join(', no ')}`)
}

/** Votes count the stage's own build; release stands beside it once the line has run. */
function votesOf(
  recorded: Recorded,
  states: readonly MemoryState[],
  choice: StageChoice,
  play: Play,
): StageVotes | undefined {
  if (!choice.votes) return undefined
  const [region = ''] = words(choice.code) ?? []
  const builds = [choice.build, 'release']
  const lines = votedLines(recorded, region, builds)
  const name = states.find((state) => state.line === lines[0]?.number)?.function ?? ''
  return { name: choice.votes, builds, lines, ranAt: (step) => linesRun(states, name, play.at(step).index) }
}

function words(list: string | undefined): string[] | undefined {
  return list?.split(/\s+/).filter(Boolean)
}
