import { nextTick, watchEffect } from 'vue'
import { expect, it, vi } from 'vitest'
import { noteOf } from '../../hosting/note-of.ts'

it('a slide’s notes are empty until they are loaded, once, and show then', async () => {
  const load = vi.fn(() => Promise.resolve({ default: '<p>Say this.</p>' }))
  const shown: string[] = []
  watchEffect(() => shown.push(noteOf(1, load)))
  noteOf(1, load)
  await nextTick()
  await nextTick()
  expect(shown).toEqual(['', '<p>Say this.</p>'])
  expect(load).toHaveBeenCalledTimes(1)
})

it('notes that cannot be loaded are asked for again, and the console says why they are missing', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(noteOf(2, () => Promise.reject(new Error('offline')))).toBe('')
  await nextTick()
  await nextTick()
  expect(error).toHaveBeenCalledWith(
    expect.stringContaining('slide 2'),
    expect.objectContaining({ message: 'offline' }),
  )
  const load = vi.fn(() => Promise.resolve({ default: 'later' }))
  noteOf(2, load)
  await nextTick()
  expect(load).toHaveBeenCalled()
  error.mockRestore()
})
