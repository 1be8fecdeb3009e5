import { expect, inject, it, describe } from 'vitest'
import type { Page } from 'playwright-core'
import { goTo, openDeck, press, readAddresses, readDeck, tap } from '../../tools/deck-page.ts'
import { readTalk } from '../support/talk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/** The shown slide's memory stage. */
const STAGE = '.slidev-page:visible .stage-player'

/** Slides with a memory stage, of those that take clicks. */
const all = (await readTalk()).deck.talk
  .flatMap(({ slide }, i) => (slide.markup.tags.some(({ name }) => name === 'MemoryStage') ? [slides[i]!] : []))
  .filter(({ clicks }) => clicks > 1)
const [first] = all
if (!first) throw new Error('no slide has a memory stage')

const sentence = (page: Page) => page.locator(`${STAGE} .caption`).innerText()
const stepOf = (page: Page) => page.locator(STAGE).getAttribute('data-step')

describe('a memory stage', () => {
  it('steps by its buttons, and the deck’s keys go on working', async () => {
    const { page } = await openPage()
    await openDeck(page, url)
    await goTo(page, { slide: first.no, clicks: first.clicks - 1 })
    const before = Number(await stepOf(page))
    await page.locator(`${STAGE} button[aria-label="Next step"]`).click()
    await expect.poll(() => stepOf(page)).toBe(String(before + 1))
    await press(page, 'backward')
    expect(await stepOf(page)).toBe(String(before))
    await page.locator(`${STAGE} .row`).nth(1).click()
    await press(page, 'backward')
    expect(await stepOf(page)).toBe(String(before - 1))
  })

  it('gives the keys back after a scrub, and to who leaves a control by Escape', async () => {
    const { page } = await openPage()
    await openDeck(page, url)
    await goTo(page, { slide: first.no, clicks: 0 })
    const scrubber = page.locator(`${STAGE} input[type=range]`)
    const { width } = (await scrubber.boundingBox()) ?? { width: 0 }
    await scrubber.click({ position: { x: width - 2, y: 10 } })
    await expect.poll(() => stepOf(page)).toBe(String(first.clicks))
    await press(page, 'backward')
    expect(await stepOf(page)).toBe(String(first.clicks - 1))
    for (const control of [scrubber, page.locator(`${STAGE} button[aria-label="Previous step"]`)]) {
      await control.focus()
      await page.keyboard.press('Escape')
      const before = Number(await stepOf(page))
      await press(page, 'backward')
      expect(await stepOf(page)).toBe(String(before - 1))
      await press(page, 'forward')
    }
  })

  it('is walked by the keyboard, along its pointers too', async () => {
    const { page } = await openPage()
    await openDeck(page, url)
    for (const { no, clicks } of all) {
      for (let click = 0; click <= clicks; click++) {
        await goTo(page, { slide: no, clicks: click })
        const arrow = page.locator(`${STAGE} .arrow:has(.head) .line[data-layer=stays]`).first()
        if (!(await arrow.count())) continue
        const source = (await arrow.getAttribute('data-id'))?.replace(/>\d+$/, '') ?? ''
        await page.locator(`${STAGE} .row[data-id="${source}"]`).last().focus()
        await page.keyboard.press('Enter')
        const reached = await page.evaluate(() => (document.activeElement as SVGElement | null)?.dataset.id)
        expect(reached).toBeDefined()
        expect(reached).not.toBe(source)
        expect(await readDeck(page)).toMatchObject({ slide: no, clicks: click })
        return
      }
    }
    throw new Error('no stage shows an arrow')
  })

  it('moves between two steps, and not where the viewer wants no motion', async () => {
    const { page } = await openPage()
    await openDeck(page, url)
    /** The most elements of the stage that move at once in the frames after each click. */
    const movements = async () => {
      const counts: number[] = []
      for (let click = 0; click < first.clicks; click++) {
        await goTo(page, { slide: first.no, clicks: click })
        const count = page.locator(STAGE).evaluate(async (stage) => {
          let most = 0
          for (let frame = 0; frame < 12; frame++) {
            await new Promise((resolve) => requestAnimationFrame(resolve))
            most = Math.max(most, stage.getAnimations({ subtree: true }).length)
          }
          return most
        })
        await tap(page, 'ArrowRight')
        counts.push(await count)
      }
      return counts
    }
    expect(Math.max(...(await movements()))).toBeGreaterThan(0)
    const moved = await sentence(page)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(Math.max(...(await movements()))).toBe(0)
    expect(await sentence(page)).toBe(moved)
  })

  it('tells address, type and bytes of a row that is pointed at or focused', async () => {
    const { page } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('box-new-stage?clicks=5'))
    const row = page.locator(`${STAGE} .row[aria-label^="boxed: Box<Point>"]`)
    const told = /^boxed: Box<Point>, 0x([0-9a-f]+), points to the heap, at 0x[0-9a-f]+, 8 B: ((?:[0-9a-f]{2} ?){8})$/
    await row.hover()
    const pointed = page.locator(`${STAGE} .pointed`)
    await expect.poll(() => pointed.innerText()).toMatch(told)
    const [, address = '', bytes = ''] = told.exec(await pointed.innerText()) ?? []
    expect(bytes.split(' ').toReversed().join('').replace(/^0+/, '')).toBe(address)
    await page.mouse.move(5, 5)
    await expect.poll(() => pointed.count()).toBe(0)
    await row.focus()
    expect(await pointed.innerText()).toMatch(told)
    expect(
      await pointed.evaluate(
        (words) => words.scrollHeight <= words.clientHeight && words.scrollWidth <= words.clientWidth,
      ),
    ).toBe(true)
  })

  it('prints each of its steps, without motion and without controls', async () => {
    const { page, complaints } = await openPage()
    await openDeck(page, url)
    const addresses = await readAddresses(page, url)
    for (const everyClick of [true, false]) {
      await openDeck(page, addresses.print(everyClick))
      const printed = page.locator('.print-slide-container .stage-player')
      const steps = await printed.evaluateAll((copies) => copies.map((copy) => Number(copy.getAttribute('data-step'))))
      expect(steps).toEqual(
        all.flatMap(({ clicks }) => (everyClick ? Array.from({ length: clicks + 1 }, (_, step) => step) : [clicks])),
      )
      expect(await printed.locator('button, input, [data-layer=goes]').count()).toBe(0)
      expect(
        await printed.evaluateAll((copies) => copies.flatMap((copy) => copy.getAnimations({ subtree: true })).length),
      ).toBe(0)
    }
    expect(complaints).toEqual([])
  })

  it('shows the next step in the presenter’s preview, and its end in the overview', async () => {
    const { page } = await openPage()
    await openDeck(page, url)
    const addresses = await readAddresses(page, url)
    const steps = () =>
      page
        .locator('.stage-player:visible')
        .evaluateAll((copies) => copies.map((copy) => Number(copy.getAttribute('data-step'))))
    for (const { no, clicks } of all.slice(0, 3)) {
      await openDeck(page, addresses.view(`presenter/${no}?clicks=${clicks - 1}`))
      await expect.poll(steps).toEqual([clicks - 1, clicks])
    }
    await openDeck(page, addresses.view('overview'))
    await expect.poll(steps).toEqual(all.map(({ clicks }) => clicks))
  })
})
