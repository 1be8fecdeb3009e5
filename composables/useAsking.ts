import { computed, type ComputedRef } from 'vue'
import { useSteps } from './useSteps.ts'

/**
 * Lets a component keep what it counted back for one click: the question before the answer.
 * @param ask whether it does; else it takes no click.
 * @returns whether the question is still open.
 */
export function useAsking(ask: boolean | undefined): ComputedRef<boolean> {
  const step = useSteps(ask ? 1 : 0)
  return computed(() => ask === true && step.value === 0)
}
