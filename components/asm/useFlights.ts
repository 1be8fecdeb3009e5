import { useIsSlideActive } from '@slidev/client'
import { onMounted, onUnmounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { AsmScene } from '../../scene/rust-to-asm/asm-scene.ts'
import type { FlightWord } from '../../scene/rust-to-asm/flight.ts'
import { momentOf } from '../../scene/rust-to-asm/states.ts'
import { cancelIdle, whenIdle } from '../../composables/when-idle.ts'
import { useMayMove } from './useMayMove.ts'

/** The way between two neighbouring states, to be flown either way round. */
export type Way = {
  /** Number of the earlier state. */
  from: number
  words: FlightWord[]
}

/** A flight that is on its way. */
export type Motion = { way: Way; direction: 'forward' | 'backward' }

/**
 * Gives the flights to the states before and after, mounted while the browser idles, and the one
 * that is on its way. What a click costs is spread over frames: in the first the words set off, which the
 * compositor moves from then on; then the listing beneath them changes, and in the next frame the rest.
 * @param at the step; a change by one to another state starts a flight, any change ends one.
 * @returns the ways, the motion, the step whose state is shown, the one whose listing is, and what ends a
 * flight.
 */
export function useFlights(
  { plan, flights }: AsmScene,
  at: Readonly<Ref<number>>,
): {
  ways: ShallowRef<Way[]>
  motion: ShallowRef<Motion | undefined>
  step: ShallowRef<number>
  listed: ShallowRef<number>
  land: () => void
} {
  const all = flights.map((words, from): Way => ({ from, words }))
  const ways = shallowRef<Way[]>([])
  const motion = shallowRef<Motion>()
  const step = shallowRef(at.value)
  const listed = shallowRef(at.value)
  const mayMove = useMayMove()
  const active = useIsSlideActive()
  let frame = 0
  let idle = 0
  const stateAt = (one: number) => momentOf(plan, one).index

  /** Mounts one way at a time, so that none of it takes long. */
  function makeReady(): void {
    cancelIdle(idle)
    idle = whenIdle(() => {
      const here = stateAt(at.value)
      const near = mayMove() ? all.filter(({ from }) => from === here || from === here - 1) : []
      const kept = ways.value.filter((way) => near.includes(way))
      const next = near.find((way) => !kept.includes(way))
      ways.value = next ? [...kept, next] : kept
      if (next) makeReady()
    })
  }

  function land(): void {
    cancelAnimationFrame(frame)
    motion.value = undefined
    listed.value = step.value = at.value
    makeReady()
  }

  /** Does one thing a frame. */
  function inTurn(first: () => void, ...others: (() => void)[]): void {
    frame = requestAnimationFrame(() => {
      first()
      const [next, ...last] = others
      if (next) inTurn(next, ...last)
    })
  }

  function change(now: number, before: number): void {
    const [from, to] = [stateAt(before), stateAt(now)]
    const way = all[Math.min(from, to)]
    // Words fly from and to the rows of a state, not to those that a step opened.
    const opened = plan.steps[now]?.rows ?? plan.steps[before]?.rows
    if (motion.value || opened || from === to || Math.abs(now - before) !== 1 || !way || !mayMove()) {
      land()
      return
    }
    cancelIdle(idle)
    if (!ways.value.includes(way)) ways.value = [...ways.value, way]
    motion.value = { way, direction: from < to ? 'forward' : 'backward' }
    inTurn(
      () => {},
      () => (listed.value = at.value),
      () => (step.value = at.value),
    )
  }

  // Not before: mounting sets the step, and a slide does not arrive flying.
  onMounted(() => {
    watch(at, change)
    watch(active, land, { immediate: true })
  })
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    cancelIdle(idle)
  })
  return { ways, motion, step, listed, land }
}
