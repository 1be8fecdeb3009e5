import { cursorStyle, showPresenterCursor } from '@slidev/client/state/storage.ts'
import { useSharedState } from '../composables/shared-state.ts'

const isBoolean = (data: unknown): data is boolean => typeof data === 'boolean'

/** Whether the screen is black. */
export const isBlack = useSharedState('black', false, isBoolean)

/** Whether the audience reads what is said. */
export const hasSubtitles = useSharedState('subtitles', false, isBoolean)

/** Makes the pointer a laser's dot, which the audience's window shows too, or an arrow again. */
export function toggleLaser(): void {
  showPresenterCursor.value = true
  cursorStyle.value = cursorStyle.value === 'laser' ? 'cursor' : 'laser'
}
