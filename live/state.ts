import { cursorStyle, showPresenterCursor } from '@slidev/client/state/storage.ts'
import { computed, shallowRef } from 'vue'

// Not Slidev's shared state: on the dev server the window that writes last would overwrite it.
const windows = new BroadcastChannel('understanding-allocations:black')
const black = shallowRef(false)
const QUESTION = 'is the screen black?'
windows.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (data !== QUESTION) black.value = data === true
  else if (black.value) windows.postMessage(true)
})
// A window that comes late, or again, is as black as the others.
windows.postMessage(QUESTION)

/** Whether the screen is black: the same in all windows of a browser. */
export const isBlack = computed({
  get: () => black.value,
  set: (value) => {
    black.value = value
    windows.postMessage(value)
  },
})

/** Makes the pointer a laser's dot, which the audience's window shows too, or an arrow again. */
export function toggleLaser(): void {
  showPresenterCursor.value = true
  cursorStyle.value = cursorStyle.value === 'laser' ? 'cursor' : 'laser'
}
