import { useSlideContext } from '@slidev/client'
import { computed, onMounted, onUnmounted, shallowRef, toValue, useId, type ComputedRef } from 'vue'

/** Where a component's clicks begin on its slide, as Slidev's `at`: `+1` is after those before it. */
export type StepsAt = string | number

/**
 * Gives a component its own run of clicks on a slide.
 * @param clicks how many clicks the component takes; its steps are 0 (before the first) to `clicks`.
 * @param at where the run begins.
 * @returns the step, a pure function of the slide's click count: the same live, after a jump, in
 * previews and in print.
 */
export function useSteps(clicks: number, at: StepsAt = '+1'): ComputedRef<number> {
  const { $clicksContext } = useSlideContext()
  const id = useId()
  const run = shallowRef<ReturnType<typeof $clicksContext.calculateSince>>(null)

  onMounted(() => {
    if (clicks < 1) return
    run.value = $clicksContext.calculateSince(at, clicks)
    $clicksContext.register(id, run.value)
  })
  onUnmounted(() => $clicksContext.unregister(id))

  return computed(() => {
    if (!run.value) return 0
    return Math.min(Math.max(toValue(run.value.currentOffset) + 1, 0), clicks)
  })
}
