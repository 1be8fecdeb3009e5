import type { Recording } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { captionOf } from './caption.ts'
import { captionsFor, type Captions } from './captions-for.ts'
import { carriesBetween } from './carries.ts'
import { countersAt, type Counters } from './counters.ts'
import { keepUnchanged } from './keep-unchanged.ts'
import { sceneOf } from './layout.ts'
import type { Carry } from './motion.ts'
import type { StagePlan } from './plan.ts'
import type { Scene } from './scene.ts'
import { movedInto, moveLine } from './moved-into.ts'
import { chooseSteps } from './steps.ts'
import { whileDropping } from './while-dropping.ts'
import { withPlaces } from './with-places.ts'

/** One step as the stage shows it. */
export type StagePlay = {
  /** Place among the recorded states, from 0. */
  index: number
  state: MemoryState
  scene: Scene
  caption: string
  counters: Counters
  /** Line that ran last; absent before the first. */
  ran?: number
  /** Values that moved since the step before. */
  carries: Carry[]
}

/** What a page chose about the steps. */
export type StepChoice = {
  /**
   * Steps to play, separated by commas: `changes` (those at which memory changed), `calls` (those
   * with an allocator call), `all`, `4`, `3-9`, `line:12`, `in:make`, `#mark`, `#from-#to`; `!` before a term takes its steps away.
   */
  steps?: string
  /**
   * Sentences in place of those that the recording gives, by step: keys are terms of `steps`
   * (`:captions="{ '#made': '…', 'line:12': '…' }"`), back ticks mark code. A key that names no step
   * that is shown is an error.
   */
  captions?: Captions
}

/** What a page plays: the plan, and each of its steps by number from 0. */
export type Play = { plan: StagePlan; length: number; at: (step: number) => StagePlay }

/**
 * Prepares the steps that a page chose. A step's picture is made when it is first asked for.
 * @param states all recorded states of one thread.
 * @param planned lays the stage out for the states that are shown.
 * @throws when the choice names a step that was not recorded, or captions one that is not shown.
 */
export function playOf(
  recording: Pick<Recording, 'builds'> & { source: Pick<Recording['source'], 'file' | 'marks' | 'text'> },
  build: string,
  states: readonly MemoryState[],
  choice: StepChoice,
  planned: (shown: readonly MemoryState[]) => StagePlan,
): Play {
  const played = whileDropping(states)
  const indexes = chooseSteps(played, choice.steps, recording.source)
  const captions = captionsFor(choice.captions ?? {}, played, indexes, recording.source)
  const shown = withPlaces(indexes.flatMap((index) => played[index] ?? []))
  const plan = planned(shown)
  const log = recording.builds[build]?.run?.calls ?? []
  const made = new Map<number, StagePlay>()
  const at = (step: number): StagePlay => {
    const known = made.get(step)
    const state = shown[step]
    if (known) return known
    if (!state) throw new Error(`${recording.source.file}: step ${step} of ${shown.length}`)
    const before = shown[step - 1]
    const index = indexes[step] ?? 0
    const ran = states[index - 1]?.line
    const passed = played.slice(indexes[step - 1] ?? 0, index + 1)
    const neighbour = made.get(step - 1) ?? made.get(step + 1)
    const scene = sceneOf(plan, state, before)
    const play: StagePlay = {
      index,
      state,
      scene: neighbour ? keepUnchanged(scene, neighbour.scene) : scene,
      caption:
        captions.get(index) ??
        captionOf(state, before, {
          ran,
          movedInto: (place) => movedInto(recording.source.text, moveLine(passed, place), place.local.name),
        }),
      counters: countersAt(log, state.calls),
      ran,
      carries: before ? carriesBetween(before, state) : [],
    }
    made.set(step, play)
    return play
  }
  return { plan, length: shown.length, at }
}
