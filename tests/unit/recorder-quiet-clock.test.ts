import { expect, test } from 'vitest'
import { quietClock } from '../../recorder/quiet-clock.ts'

test('a busy machine makes time pass slower, a quiet one not faster', () => {
  let time = 1000
  let threads = 1
  const clock = quietClock({ now: () => time, running: () => threads, cores: 2 })
  const after = (milliseconds: number, running: number) => {
    time += milliseconds
    threads = running
    return clock()
  }
  expect(after(100, 1)).toBe(100)
  expect(after(100, 2)).toBe(200)
  expect(after(100, 20)).toBe(210)
  expect(after(100, 0)).toBe(310)
})

test('this machine answers: time passes', async () => {
  const clock = quietClock()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(clock()).toBeGreaterThan(0)
})
