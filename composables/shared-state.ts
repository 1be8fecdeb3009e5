import { computed, shallowRef, type WritableComputedRef } from 'vue'

const QUESTION = 'how is it?'

/**
 * A value that is the same in all windows of a browser; a window that comes late, or again, has it as the others do.
 * Not Slidev's shared state: on the dev server the window that writes last would overwrite it.
 * @param name of the channel.
 * @param initial what it is at first; windows tell a late one what differs from it.
 * @param isOne whether what came over the channel is such a value.
 */
export function useSharedState<T>(
  name: string,
  initial: T,
  isOne: (data: unknown) => data is T,
): WritableComputedRef<T> {
  const windows = new BroadcastChannel(`understanding-allocations:${name}`)
  const state = shallowRef(initial)
  windows.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (isOne(data)) state.value = data
    else if (data === QUESTION && state.value !== initial) windows.postMessage(state.value)
  })
  windows.postMessage(QUESTION)
  return computed({
    get: () => state.value,
    set: (value) => {
      state.value = value
      windows.postMessage(value)
    },
  })
}
