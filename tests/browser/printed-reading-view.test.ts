import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readCompanionTalk } from '../../companion/talk.ts'
import { asks, readDiagram, type Diagram } from '../../scene/diagram.ts'
import { letters, openPdf, readWhole } from '../support/pdf-text.ts'
import { openPageOf } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const diagrams = slides.flatMap(({ markdown }) =>
  [...markdown.matchAll(/^```mermaid.*\n([\s\S]*?)^```$/gm)].map(([, source = '']) => readDiagram(source)),
)

const printButton = (page: Page) => page.getByRole('button', { name: 'Print', exact: true })

/** What stands in a diagram's place for those who do not see it, and not in its picture. */
const wordsOf = (diagram: Diagram) => (asks(diagram) ? 'the next question' : diagram.description)

async function printedText(page: Page): Promise<string> {
  return letters(await readWhole(await openPdf(await page.pdf({ format: 'A4' }))))
}

it('the talk has diagrams', () => {
  expect(diagrams.length).toBeGreaterThan(1)
})

describe('a reading view that was not scrolled', () => {
  it('is printed with its diagrams, whatever prints it', async () => {
    const { page, complaints } = await openPage()
    await openPageOf(page, url, 'read/')
    const text = await printedText(page)
    for (const diagram of diagrams) {
      for (const word of diagram.nodes.flatMap((node) => node.text.split(' ')))
        expect(text.includes(letters(word)), word).toBe(true)
      expect(text.includes(letters(wordsOf(diagram))), diagram.title).toBe(false)
    }
    expect(complaints).toEqual([])
  })

  it('is printed by its button', async () => {
    const { page } = await openPage()
    let printed = 0
    await page.exposeFunction('tellPrinted', () => void printed++)
    await page.addInitScript(() => {
      window.print = () => void (window as unknown as { tellPrinted: () => void }).tellPrinted()
    })
    await openPageOf(page, url, 'read/')
    await printButton(page).click()
    await expect.poll(() => printed).toBe(1)
  })
})

it('nothing is wider than paper, A4 within margins of 1 cm', async () => {
  const { page } = await openPage({ viewport: { width: 718, height: 1000 } })
  await openPageOf(page, url, 'read/')
  await page.emulateMedia({ media: 'print' })
  const cut = await page
    .locator('.scrolls-here')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.closest('article')?.id),
    )
  expect(cut).toEqual([])
})

it('a stage’s line numbers, and the mark of the line that is next, are on the sheet', async () => {
  const { page } = await openPage({ viewport: { width: 718, height: 1000 } })
  await openPageOf(page, url, 'read/')
  await page.emulateMedia({ media: 'print' })
  const hanging = page.locator('.reading-stage .wide :is(.number, .next)').filter({ visible: true })
  expect(await hanging.count()).toBeGreaterThan(50)
  const off = await hanging.evaluateAll((all) =>
    all
      .filter((one) => one.getBoundingClientRect().left < 0)
      .map((one) => `${one.closest('article')?.id}: ${one.textContent}`),
  )
  expect(off).toEqual([])
  // Nor does what made room for them push the picture off on the other side.
  const wide = await page
    .locator('.reading-stage .wide')
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.closest('article')?.id),
    )
  expect(wide).toEqual([])
})
