import { expect, inject, it } from 'vitest'
import { CANVAS, openDeck, readAddresses } from '../../tools/deck-page.ts'
import { layOutHandout } from '../../tools/print-notes.ts'
import { plainSentences } from '../support/notes.ts'
import { readTalk } from '../support/talk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** Ms for which the notes are on their way: longer than they take but on a very busy machine. */
const HELD = 2000

it('the handout has what is said, however late it comes', async () => {
  const { page, complaints } = await openPage()
  let held = 0
  await page.route(/assets\/speaker-notes-[^/]*\.js$/, async (route) => {
    held++
    await new Promise((resolve) => setTimeout(resolve, HELD))
    await route.continue()
  })
  await openDeck(page, (await readAddresses(page, url)).print(false))
  await layOutHandout(page, CANVAS.width)
  expect(held).toBe(1)
  const said = (await page.locator('.sheet .words').allTextContents()).join(' ').replaceAll(/\s/g, '')
  const { deck } = await readTalk()
  const sentences = deck.talk.flatMap(({ slide: { note } }) => plainSentences(note?.text ?? ''))
  const missing = sentences.filter((sentence) => !said.includes(sentence.replaceAll(/\s/g, '')))
  expect([sentences.length > 0, missing]).toEqual([true, []])
  expect(complaints).toEqual([])
})
