import { sharedState } from '@slidev/client'
import { cursorStyle, showPresenterCursor } from '@slidev/client/state/storage.ts'
import { computed } from 'vue'

/** What this deck adds to the state that a browser's windows share. */
const shared = sharedState as typeof sharedState & { black?: boolean }

/** Whether the screen is black: the same in all windows. */
export const isBlack = computed({
  get: () => shared.black === true,
  set: (black) => {
    shared.black = black
  },
})

/** Makes the pointer a laser's dot, which the audience's window shows too, or an arrow again. */
export function toggleLaser(): void {
  showPresenterCursor.value = true
  cursorStyle.value = cursorStyle.value === 'laser' ? 'cursor' : 'laser'
}
