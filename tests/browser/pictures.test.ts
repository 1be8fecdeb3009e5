import { readdir } from 'node:fs/promises'
import { describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, readDeck } from '../../tools/deck-page.ts'
import { comparePicture, PICTURES } from '../support/compare-picture.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser('whole')

/** The states that are kept as pictures: a slide's alias and the clicks on it. */
const STATES = [
  ['vec-new-stage', 3],
  ['arrays', 5],
  ['box-new-stage', 3],
  ['box-new-stage', 5],
  ['moves', 3],
  ['vec-grows', 2],
  ['dyn-or-generic', 7],
  ['push', 4],
  ['vec-new-proof', 2],
  ['box-vanishes-proof', 3],
  ['option-result', 0],
  ['regions', 5],
  ['vec-capacity', 0],
  ['allocator-log', 0],
] as const
const MODES = ['light', 'dark'] as const

const nameOf = (alias: string, clicks: number, mode: string) => `${alias}-${clicks}-${mode}`

describe.concurrent.each(MODES)('in %s', (mode) => {
  it('the slides look as in their pictures', async () => {
    const { page } = await openPage({ colorScheme: mode })
    await openDeck(page, url)
    const problems: string[] = []
    for (const [alias, clicks] of STATES) {
      const slide = await slideOf(page, alias)
      await goTo(page, { slide, clicks })
      expect(await readDeck(page)).toMatchObject({ slide, clicks })
      const problem = await comparePicture(page, nameOf(alias, clicks, mode))
      if (problem) problems.push(problem)
    }
    expect(problems).toEqual([])
  })
})

it('no picture is kept that nothing is compared with', async () => {
  const names = MODES.flatMap((mode) => STATES.map(([alias, clicks]) => `${nameOf(alias, clicks, mode)}.png`))
  expect((await readdir(PICTURES)).sort()).toEqual(names.sort())
})
