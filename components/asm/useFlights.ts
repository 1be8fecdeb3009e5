import { useIsSlideActive } from '@slidev/client'
import { onMounted, onUnmounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { AsmScene } from '../../scene/rust-to-asm/asm-scene.ts'
import { backward, type FlightWord } from '../../scene/rust-to-asm/flight.ts'
import { momentOf } from '../../scene/rust-to-asm/states.ts'
import { useMayMove } from './useMayMove.ts'

/** Words of a flight: made ready unseen, shown where they start, or moving. */
export type Flight = { key: string; words: FlightWord[]; phase: 'ready' | 'shown' | 'moving' }

/** Milliseconds after which the next flight is made ready although the browser is busy. */
const PATIENCE = 1000

/**
 * Gives the flight that is on its way or ready. The next one forward is mounted while the browser
 * idles, and a flight's start is spread over two frames: the first changes the state and shows the
 * words where they were, the second lets them go.
 * @param at the step; a change by one to another state starts a flight, any change ends one.
 * @returns the flight, and what ends it.
 */
export function useFlights(
  { plan, flights }: AsmScene,
  at: Readonly<Ref<number>>,
): { flight: ShallowRef<Flight | undefined>; land: () => void } {
  const flight = shallowRef<Flight>()
  const mayMove = useMayMove()
  const active = useIsSlideActive()
  let frame = 0
  let idle = 0
  const stateAt = (step: number) => momentOf(plan, step).index

  function between(from: number, to: number, phase: Flight['phase']): Flight {
    const words = flights[Math.min(from, to)] ?? []
    return { key: `${from}-${to}`, words: from < to ? words : backward(words), phase }
  }

  function makeReady(): void {
    cancelIdle(idle)
    idle = whenIdle(() => {
      const [from, to] = [stateAt(at.value), stateAt(at.value + 1)]
      if (!flight.value && from !== to && mayMove()) flight.value = between(from, to, 'ready')
    })
  }

  function land(): void {
    cancelAnimationFrame(frame)
    flight.value = undefined
    makeReady()
  }

  watch(at, (now, before) => {
    const [from, to] = [stateAt(before), stateAt(now)]
    const landing = flight.value !== undefined && flight.value.phase !== 'ready'
    if (from === to && !landing) {
      makeReady()
      return
    }
    if (landing || Math.abs(now - before) !== 1 || !mayMove()) {
      land()
      return
    }
    cancelIdle(idle)
    flight.value = between(from, to, 'shown')
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (flight.value) flight.value = { ...flight.value, phase: 'moving' }
      })
    })
  })
  onMounted(() => watch(active, land, { immediate: true }))
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    cancelIdle(idle)
  })
  return { flight, land }
}

/** Safari has no idle callbacks. */
function whenIdle(callback: () => void): number {
  if (typeof requestIdleCallback === 'function') return requestIdleCallback(callback, { timeout: PATIENCE })
  return window.setTimeout(callback, PATIENCE / 4)
}

function cancelIdle(handle: number): void {
  if (typeof cancelIdleCallback === 'function') cancelIdleCallback(handle)
  else clearTimeout(handle)
}
