import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../recorded.ts'
import { LEGEND, prepareStage, type PreparedStage, type StageChoice } from './prepare.ts'
import type { Scene } from './scene.ts'
import { planStacked, stackedScene } from './stacked.ts'
import { threadStates } from './thread-states.ts'

/** Canvas px of the narrow arrangement; a phone shows it a little smaller. */
export const NARROW = 440

/** A stage in both arrangements, played by the same steps. */
export type ReadingStage = PreparedStage & {
  /** Canvas px. */
  height: number
  /** The narrow arrangement: its height in canvas px, and its picture at a step. */
  narrow: { height: number; at: (step: number) => Scene }
}

/** Canvas px that a slide gives to what stands below the picture and its legend. */
const BELOW = 124

/**
 * Prepares a stage for a page that is read.
 * @throws as `prepareStage`, and when the build has no steps of that thread.
 */
export function prepareReadingStage(recorded: Recorded, thread: number, choice: StageChoice): ReadingStage {
  const wide = prepareStage(recorded, threadStates(recorded, choice.build, thread), choice)
  const states: MemoryState[] = Array.from({ length: wide.play.length }, (_, step) => wide.play.at(step).state)
  const { frames, locals, closed } = wide.play.plan
  const plan = planStacked(states, { frames, locals, closed }, NARROW)
  return {
    ...wide,
    height: choice.height - BELOW - (choice.legend ? LEGEND : 0),
    narrow: {
      height: plan.height,
      at: (step) => {
        const state = states[step]
        if (!state) throw new RangeError(`step ${step} of ${states.length}`)
        return stackedScene(plan, state, states[step - 1])
      },
    },
  }
}
