import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck, readDeck, settle } from '../../tools/deck-page.ts'
import { allPositions } from '../support/walk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const positions = allPositions(slides)

/** What moves on the current slide two frames from now; a change of colour or opacity is no motion. */
function findMotions(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    const still = /opacity|color|fill|stroke|offset|easing|composite/i
    const motions = document.getAnimations().flatMap(({ effect, playState }) => {
      if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return []
      const moved = new Set(
        effect
          .getKeyframes()
          .flatMap((keyframe) => Object.keys(keyframe))
          .filter((key) => !still.test(key)),
      )
      const { target } = effect
      // A motion of one frame is none.
      if (Number(effect.getComputedTiming().endTime) <= 17 || moved.size === 0) return []
      return target?.closest('[data-slidev-no]')
        ? [`${[...moved].join(', ')} of <${target.localName} class="${target.getAttribute('class')}">`]
        : []
    })
    return [...new Set(motions)]
  })
}

/** What moves while the whole deck is stepped through in one direction, or until `enough` has been found. */
async function walkForMotions(page: Page, direction: 'forward' | 'backward', enough = Infinity): Promise<string[]> {
  await openDeck(page, url)
  const [start] = direction === 'forward' ? positions : positions.slice(-1)
  if (start) await goTo(page, start)
  const motions: string[] = []
  for (const _ of positions.slice(1)) {
    if (motions.length >= enough) break
    await page.keyboard.press(direction === 'forward' ? 'ArrowRight' : 'ArrowLeft')
    const { slide, clicks } = await readDeck(page)
    motions.push(...(await findMotions(page)).map((motion) => `slide ${slide}, click ${clicks}: ${motion}`))
    await settle(page)
  }
  return motions
}

it.each(['forward', 'backward'] as const)(
  'nothing moves %s for a viewer who asked for less motion',
  async (direction) => {
    const { page } = await openPage({ reducedMotion: 'reduce' })
    expect(await walkForMotions(page, direction)).toEqual([])
  },
)

it('for all others something does', async () => {
  const { page } = await openPage({ reducedMotion: 'no-preference' })
  expect(await walkForMotions(page, 'forward', 1)).not.toEqual([])
})
