import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'

/**
 * Follows a value in a task of its own: what is drawn anew for it is not added to what the change itself cost, so that
 * neither keeps the browser from answering for long. Changes that come meanwhile are followed at once, in one.
 * @param later whether a change may wait; where it may not, it is followed in the same task.
 */
export function useOwnTask<T>(value: Readonly<Ref<T>>, later: () => boolean): Readonly<ShallowRef<T>> {
  const followed = shallowRef(value.value)
  let task: ReturnType<typeof setTimeout> | undefined

  function follow(): void {
    clearTimeout(task)
    task = undefined
    followed.value = value.value
  }

  watch(
    value,
    () => {
      if (!later()) follow()
      else task ??= setTimeout(follow)
    },
    { flush: 'sync' },
  )
  onScopeDispose(() => clearTimeout(task))
  return followed
}
