import { readRecording } from '../embed/read-recording.ts'
import type { MemoryState } from '../recorder/trace-schema.ts'
import { statesOf } from '../scene/replay.ts'
import { keepUnchanged } from '../scene/stage/keep-unchanged.ts'
import { planStage } from '../scene/stage/plan.ts'
import { playOf } from '../scene/stage/play.ts'

/** What making the picture of a step takes in recordings of different lengths. */
export type StepTime = {
  /** States that are played. */
  length: number
  /** ms, the median over the same steps of the program. */
  median: number
  /** Rows, boxes and arrows that differ from the step before, the median; what is drawn anew. */
  drawn: number
}

/** The recording of the talk with the most steps that plays one function only, and its build. */
const RECORDING = { name: 'vec-growth', build: 'debug' }
/** Steps that are compared, at the end of each run. */
const COMPARED = 20
/** Canvas px. */
const AREA = { x: 520, y: 0, width: 648, height: 430 }

/**
 * Times the last steps of one recording, played once and so many times over.
 * @param times how often the recorded states are played.
 */
export function stepTimes(times: readonly number[]): StepTime[] {
  const recording = readRecording(RECORDING.name)
  const [thread] = recording.builds[RECORDING.build]?.trace?.threads ?? []
  if (!thread) throw new Error(`${RECORDING.name} has no steps in ${RECORDING.build}`)
  const states = statesOf(thread)
  return times.map((count) => timed(Array.from({ length: count }, () => states).flat()))

  function timed(played: readonly MemoryState[]): StepTime {
    const play = playOf(recording, RECORDING.build, played, { steps: 'all' }, (shown) =>
      planStage(shown, { area: AREA, addresses: true }),
    )
    const first = play.length - COMPARED
    const durations: number[] = []
    const drawn: number[] = []
    let before = play.at(first - 1)
    for (let step = first; step < play.length; step++) {
      const start = performance.now()
      const now = play.at(step)
      durations.push(performance.now() - start)
      const kept = keepUnchanged(now.scene, before.scene)
      const were = new Set<unknown>([...before.scene.boxes, ...before.scene.cells, ...before.scene.arrows])
      drawn.push([...kept.boxes, ...kept.cells, ...kept.arrows].filter((part) => !were.has(part)).length)
      before = now
    }
    return { length: play.length, median: median(durations), drawn: median(drawn) }
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
