import { useIsSlideActive, useNav } from '@slidev/client'
import { onMounted, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useOwnTask } from './useOwnTask.ts'
import { useSteps, type StepsAt } from './useSteps.ts'

/**
 * Gives a stage its own run of clicks on a slide, as `useSteps` does, and has its picture follow in a task of its own.
 * @returns the step that the clicks ask for; the step that is shown, a little later where a viewer clicks from one to
 * the next and the same in print, previews and while the slide comes; and whether it is played so.
 */
export function usePlayedSteps(
  clicks: number,
  at?: StepsAt,
): { asked: ComputedRef<number>; step: Readonly<ShallowRef<number>>; isPlayed: () => boolean } {
  const { isPrintMode } = useNav()
  const isActive = useIsSlideActive()
  const asked = useSteps(clicks, at)
  const isSettled = shallowRef(false)
  onMounted(() => requestAnimationFrame(() => (isSettled.value = true)))
  const isPlayed = () => isSettled.value && isActive.value && !isPrintMode.value
  return { asked, step: useOwnTask(asked, isPlayed), isPlayed }
}
