import { useSlideContext } from '@slidev/client'
import { computed, type ComputedRef } from 'vue'

/**
 * Whether the slide has reached its answer: its last click, unless `at` names an earlier one.
 * A slide without clicks is answered from the start.
 */
export function useAnswered(at?: number): ComputedRef<boolean> {
  const { $clicksContext } = useSlideContext()
  return computed(() => $clicksContext.current >= (at ?? $clicksContext.total))
}
