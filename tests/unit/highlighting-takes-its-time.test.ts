import { codeToTokensBase } from 'shiki'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rustLines } from '../../embed/rust-lines.ts'
import shikiSetup from '../../setup/shiki.ts'

const LINE = 'let mut numbers: Vec<u8> = vec![1, 2, 3]; // all of them'

// A machine so busy that ten seconds pass between any two looks at the clock.
beforeEach(() => {
  let now = 0
  vi.spyOn(Date, 'now').mockImplementation(() => (now += 10_000))
})
afterEach(() => vi.restoreAllMocks())

it('a busy machine highlights the code of figures as a quick one does', async () => {
  const slow = await rustLines(LINE)
  vi.restoreAllMocks()
  expect(slow).toEqual(await rustLines(LINE))
})

it('a busy machine highlights code blocks as a quick one does', async () => {
  const options = {
    ...(await shikiSetup({ loadTheme: () => Promise.reject(new Error('not asked for')) })),
    lang: 'rust',
    theme: 'vitesse-light',
  } as const
  const slow = await codeToTokensBase(LINE, options)
  vi.restoreAllMocks()
  expect(slow).toEqual(await codeToTokensBase(LINE, options))
})
