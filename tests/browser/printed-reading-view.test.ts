import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { asks, readDiagram, type Diagram } from '../../companion/diagram.ts'
import { readCompanionTalk } from '../../companion/talk.ts'
import { letters, openPdf, readWhole } from '../support/pdf-text.ts'
import { openPageOf } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const diagrams = slides.flatMap(({ markdown }) =>
  [...markdown.matchAll(/^```mermaid.*\n([\s\S]*?)^```$/gm)].map(([, source = '']) => readDiagram(source)),
)

/** How many diagrams of the page are drawn. */
const drawn = (page: Page) =>
  page
    .locator('.diagram .picture')
    .evaluateAll((all) => all.filter((one) => one.checkVisibility() && one.shadowRoot?.querySelector('svg')).length)

const printButton = (page: Page) => page.getByRole('button', { name: 'Print', exact: true })

/** What stands in a diagram's place until it is drawn, and not in its picture. */
const wordsOf = (diagram: Diagram) => (asks(diagram) ? 'the next question' : diagram.description)

async function printedText(page: Page): Promise<string> {
  return letters(await readWhole(await openPdf(await page.pdf({ format: 'A4' }))))
}

/** What does not fit its box in the diagrams that are drawn. */
const cutLabels = (page: Page) =>
  page.locator('.diagram .picture').evaluateAll((all) =>
    all
      .flatMap((one) => [...(one.shadowRoot?.querySelectorAll('foreignObject') ?? [])])
      .filter((label) => label.firstElementChild!.scrollHeight > Number(label.getAttribute('height')) + 1)
      .map((label) => label.textContent),
  )

async function setSaveData(page: Page, saveData: boolean): Promise<void> {
  await page.addInitScript((value) => {
    Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: value }) })
  }, saveData)
}

/**
 * Opens the reading view at its top, where nothing is drawn unasked; says what was drawn each time that the page
 * asks to be printed.
 */
async function openToPrint(page: Page): Promise<{ whenPrinted: number[] }> {
  const whenPrinted: number[] = []
  await page.exposeFunction('tellPrinted', async () => void whenPrinted.push(await drawn(page)))
  await page.addInitScript(() => {
    window.print = () => void (window as unknown as { tellPrinted: () => void }).tellPrinted()
  })
  await setSaveData(page, true)
  await openPageOf(page, url, 'read/')
  await printButton(page).waitFor()
  return { whenPrinted }
}

it('the talk has diagrams', () => {
  expect(diagrams.length).toBeGreaterThan(1)
})

describe('a reading view that was not scrolled', () => {
  it('is printed with its diagrams by its button', async () => {
    const { page, complaints } = await openPage()
    const { whenPrinted } = await openToPrint(page)
    await printButton(page).click()
    await expect.poll(() => whenPrinted, { timeout: 30_000 }).toEqual([diagrams.length])
    expect(await printButton(page).count()).toBe(1)
    expect(await cutLabels(page)).toEqual([])
    const text = await printedText(page)
    for (const diagram of diagrams) {
      for (const word of diagram.nodes.flatMap((node) => node.text.split(' ')))
        expect(text.includes(letters(word)), word).toBe(true)
      expect(text.includes(letters(wordsOf(diagram))), diagram.title).toBe(false)
    }
    expect(complaints).toEqual([])
  })

  it.each(['Control', 'Meta'])('is printed with its diagrams by %s+P', async (key) => {
    const { page } = await openPage()
    const { whenPrinted } = await openToPrint(page)
    await page.keyboard.press(`${key}+p`)
    await expect.poll(() => whenPrinted, { timeout: 30_000 }).toEqual([diagrams.length])
  })

  it('is printed in words where the diagrams cannot be fetched', async () => {
    const { page } = await openPage()
    const { whenPrinted } = await openToPrint(page)
    await page.route(/mermaid/, (route) => route.abort())
    await printButton(page).click()
    await expect.poll(() => whenPrinted, { timeout: 30_000 }).toEqual([0])
    const text = await printedText(page)
    for (const diagram of diagrams) expect(text.includes(letters(wordsOf(diagram))), diagram.title).toBe(true)
  })

  it('draws its diagrams once it is idle, so that a browser’s menu prints them too', async () => {
    const { page, complaints } = await openPage()
    await openPageOf(page, url, 'read/')
    expect(await drawn(page)).toBe(0)
    await expect.poll(() => drawn(page), { timeout: 60_000 }).toBe(diagrams.length)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect(complaints).toEqual([])
  })

  it.each([
    [false, 'fetches what draws them when it is idle'],
    [true, 'fetches nothing unasked where data is to be saved'],
  ])('saveData %s: %s', async (saveData) => {
    const { page } = await openPage()
    await page.clock.install()
    await setSaveData(page, saveData)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await openPageOf(page, url, 'read/')
    await page.waitForLoadState('networkidle')
    await page.clock.runFor('01:00')
    await page.waitForLoadState('networkidle')
    const isAsked = () => asked.some((address) => /mermaid/.test(address))
    if (saveData) expect(isAsked()).toBe(false)
    else await expect.poll(isAsked, { timeout: 20_000 }).toBe(true)
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
