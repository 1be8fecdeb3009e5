import { computed, type ComputedRef } from 'vue'
import { useSlideHost } from './slide-host.ts'

/** As the deck's `useSteps`, for a page that shows each slide's last state first. */
export function useSteps(clicks: number): ComputedRef<number> {
  const host = useSlideHost()
  const before = host.clicks.add(clicks)
  return computed(() => Math.min(Math.max(host.clicks.current - before, 0), clicks))
}
