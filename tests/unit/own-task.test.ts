import { effectScope, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useOwnTask } from '../../composables/useOwnTask.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a value is followed in a later task, by the last of several changes', () => {
  effectScope().run(() => {
    const step = shallowRef(0)
    const shown = useOwnTask(step, () => true)
    step.value = 1
    step.value = 2
    expect(shown.value).toBe(0)
    vi.runAllTimers()
    expect(shown.value).toBe(2)
    step.value = 1
    vi.runAllTimers()
    expect(shown.value).toBe(1)
  })
})

it('where it may not wait, it is followed at once, also when it waited already', () => {
  effectScope().run(() => {
    let waits = true
    const step = shallowRef(0)
    const shown = useOwnTask(step, () => waits)
    step.value = 1
    waits = false
    step.value = 2
    expect(shown.value).toBe(2)
    vi.runAllTimers()
    expect(shown.value).toBe(2)
  })
})

it('what is gone follows nothing', () => {
  const scope = effectScope()
  const step = shallowRef(0)
  const shown = scope.run(() => useOwnTask(step, () => true))
  step.value = 1
  scope.stop()
  vi.runAllTimers()
  expect(shown?.value).toBe(0)
})
