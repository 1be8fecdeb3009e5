import { patch, sharedState } from '@slidev/client/state/shared.ts'
import { watch } from 'vue'
import { readClock } from './read-clock.ts'

/** Where the window keeps its clock; it goes with the window, so that no later talk begins with this one's. */
const KEY = 'understanding-allocations:clock'
let keeps = false

/**
 * Keeps the talk's clock in this window, so that it goes on when the window is loaded again. Slidev forgets it in a
 * built deck, where no server knows it. Where a browser forbids storage it is forgotten all the same.
 */
export function keepClock(): void {
  if (keeps) return
  keeps = true
  try {
    const kept = readClock(sessionStorage.getItem(KEY))
    if (kept && sharedState.timer.status === 'stopped') patch('timer', kept)
    watch(
      () => sharedState.timer,
      (timer) => sessionStorage.setItem(KEY, JSON.stringify(timer)),
      { deep: true },
    )
  } catch (error) {
    console.info('The clock is not kept:', error)
  }
}
