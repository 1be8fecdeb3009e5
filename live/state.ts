import { cursorStyle, showPresenterCursor } from '@slidev/client/state/storage.ts'
import { computed, shallowRef, type WritableComputedRef } from 'vue'

const QUESTION = 'how is it?'

/**
 * A switch, off at first, that is the same in all windows of a browser; one that comes late, or again, has it as the
 * others do. Not Slidev's shared state: on the dev server the window that writes last would overwrite it.
 */
function makeSwitch(name: string): WritableComputedRef<boolean> {
  const windows = new BroadcastChannel(`understanding-allocations:${name}`)
  const on = shallowRef(false)
  windows.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data !== QUESTION) on.value = data === true
    else if (on.value) windows.postMessage(true)
  })
  windows.postMessage(QUESTION)
  return computed({
    get: () => on.value,
    set: (value) => {
      on.value = value
      windows.postMessage(value)
    },
  })
}

/** Whether the screen is black. */
export const isBlack = makeSwitch('black')

/** Whether the audience reads what is said. */
export const hasSubtitles = makeSwitch('subtitles')

/** Makes the pointer a laser's dot, which the audience's window shows too, or an arrow again. */
export function toggleLaser(): void {
  showPresenterCursor.value = true
  cursorStyle.value = cursorStyle.value === 'laser' ? 'cursor' : 'laser'
}
