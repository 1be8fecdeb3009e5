import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  goTo,
  openDeck,
  press,
  readAddresses,
  readDeck,
  settle,
  tap,
  waitForNavigation,
} from '../../tools/deck-page.ts'
import { ROOT } from '../../tools/slidev.ts'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { useBrowser, type WatchedPage } from '../support/watched-page.ts'

const deck = inject('deck')
const openPage = useBrowser()

let server: ChildProcess
let devUrl: string

beforeAll(async () => {
  server = spawn(process.execPath, [join(ROOT, 'tools/start.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  devUrl = await new Promise<string>((resolve, reject) => {
    let output = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      output += stripVTControlCharacters(chunk.toString())
      const [, address] = /slide show +> (http:\S+)/.exec(output) ?? []
      if (address) resolve(address)
    })
    server.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)))
  })
})

afterAll(async () => {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
})

/** A slide with clicks, and notes for each of them. */
const SLIDE = deck.slides.find(({ title }) => title === 'How to trigger a heap allocation')?.no ?? 0

/** A slide with more clicks than a hurried speaker takes at once. */
const LONG = deck.slides.find(({ clicks }) => clicks > 6)?.no ?? 0

/** The presenter view and the audience's window of one browser. */
async function openWindows(url: string): Promise<{ presenter: Page; audience: Page; complaints: string[] }> {
  const { page: audience, complaints } = await openPage()
  const presenter = await audience.context().newPage()
  const addresses = await readAddresses(audience, url)
  await openDeck(audience, addresses.of({ slide: 1, clicks: 0 }))
  await openDeck(presenter, addresses.view('presenter/1'))
  return { presenter, audience, complaints }
}

/** Where the audience's window is. */
const placeOf = async (page: Page): Promise<{ slide: number; clicks: number }> => {
  const { slide, clicks } = await readDeck(page)
  return { slide, clicks }
}

describe.each([
  ['the built deck', () => deck.url, true],
  ['the dev server', () => devUrl, false],
] as const)('two windows of one browser, from %s', (_, url, isBuilt) => {
  let presenter: Page
  let audience: Page
  let complaints: string[]
  beforeAll(async () => {
    ;({ presenter, audience, complaints } = await openWindows(url()))
  })

  it('the audience sees what the speaker goes to', async () => {
    await press(presenter, 'forward')
    await expect.poll(() => placeOf(audience)).toEqual({ slide: 2, clicks: 0 })
    await goTo(presenter, { slide: SLIDE, clicks: 0 })
    await press(presenter, 'forward')
    await expect.poll(() => placeOf(audience)).toEqual(await placeOf(presenter))
    await settle(audience)
  })

  it('a speaker who steps on quickly is not set back by the audience’s window', async () => {
    const steps = 6
    await goTo(presenter, { slide: LONG, clicks: 0 })
    for (let i = 0; i < steps; i++) {
      await tap(presenter, 'ArrowRight')
      await presenter.waitForTimeout(60)
    }
    const place = { slide: LONG, clicks: steps }
    await expect.poll(() => placeOf(audience)).toEqual(place)
    await presenter.waitForTimeout(500)
    expect([await placeOf(presenter), await placeOf(audience)]).toEqual([place, place])
  })

  // On the dev server a busy window of the audience may overwrite what the last step said; here nothing is sent.
  it.runIf(isBuilt)('a step that did not reach the audience is told once more', async () => {
    await goTo(presenter, { slide: LONG, clicks: 0 })
    await expect.poll(() => placeOf(audience)).toEqual({ slide: LONG, clicks: 0 })
    await presenter.evaluate(() => {
      const { prototype } = BroadcastChannel
      const sends = Object.getOwnPropertyDescriptor(prototype, 'postMessage')!
      prototype.postMessage = () => undefined
      setTimeout(() => Object.defineProperty(prototype, 'postMessage', sends), 300)
    })
    await presenter.keyboard.press('ArrowRight')
    await expect.poll(() => placeOf(audience)).toEqual({ slide: LONG, clicks: 1 })
  })

  it('the speaker sees the notes, with the current click’s among them, and what comes next', async () => {
    await goTo(presenter, { slide: SLIDE, clicks: 1 })
    const note = presenter.locator('.grid-section.note .slidev-note')
    await expect.poll(() => note.innerText()).not.toBe('')
    // What belongs to other clicks is faded.
    await expect
      .poll(() =>
        note.locator('p').evaluateAll((all) => all.slice(0, 2).map((one) => one.matches('.slidev-note-fade'))),
      )
      .toEqual([true, false])
    const next = presenter.locator('.grid-section.next .slidev-layout')
    expect(await next.count()).toBe(1)
    expect(await next.innerText()).not.toBe(
      await presenter.locator('.grid-section.main .slidev-layout:visible').first().innerText(),
    )
  })

  it('what is said at a click comes into view in the notes', async () => {
    await goTo(presenter, { slide: LONG, clicks: 0 })
    const note = presenter.locator('.grid-section.note .slidev-note')
    const isInView = () =>
      note.evaluate((box) => {
        const [outer, mark] = [
          box.getBoundingClientRect(),
          box.querySelector('.slidev-note-click-mark-active')?.getBoundingClientRect(),
        ]
        return mark !== undefined && mark.top >= outer.top && mark.bottom <= outer.bottom
      })
    const clicks = deck.slides[LONG - 1]!.clicks
    await expect.poll(() => note.evaluate((box) => box.scrollHeight > 2 * box.clientHeight)).toBe(true)
    for (let click = 1; click <= clicks; click++) {
      await tap(presenter, 'ArrowRight')
      await expect.poll(isInView, { message: `click ${click}` }).toBe(true)
    }
    await goTo(presenter, { slide: LONG, clicks: 0 })
    await expect.poll(() => note.evaluate((box) => box.scrollTop)).toBe(0)
  })

  it('a window of the audience that is loaded again, or comes late, is where the talk is, and black when it is', async () => {
    const place = { slide: LONG, clicks: 3 }
    await goTo(presenter, place)
    await presenter.keyboard.press('b')
    await expect.poll(() => placeOf(audience)).toEqual(place)
    const address = audience.url()
    await audience.goto('about:blank')
    await openDeck(audience, address)
    const late = await audience.context().newPage()
    await openDeck(late, url())
    for (const window of [audience, late]) {
      await expect.poll(() => placeOf(window)).toEqual(place)
      await expect.poll(() => window.locator('.black-screen').count()).toBe(1)
    }
    expect(await placeOf(presenter)).toEqual(place)
    await presenter.keyboard.press('b')
    await late.close()
  })

  it('the deck’s keys are there after a click on a control or in the notes', async () => {
    await goTo(presenter, { slide: LONG, clicks: 2 })
    await presenter.getByTitle('Go to next slide').click()
    await tap(presenter, 'PageDown')
    await presenter.locator('.grid-section.note .slidev-note').click()
    await tap(presenter, 'PageDown')
    await expect.poll(() => placeOf(presenter)).toEqual({ slide: LONG, clicks: 5 })
    await expect.poll(() => placeOf(audience)).toEqual({ slide: LONG, clicks: 5 })
  })

  it('b blacks the audience’s screen and not the speaker’s, and b shows it again', async () => {
    const black = audience.locator('.black-screen')
    await presenter.keyboard.press('b')
    await expect.poll(() => black.count()).toBe(1)
    expect(await black.boundingBox()).toMatchObject({ width: 1280, height: 720 })
    expect(await presenter.locator('.black-screen').innerText()).toContain('The screen is black')
    await presenter.keyboard.press('b')
    await expect.poll(() => black.count()).toBe(0)
  })

  it('c has the audience read what is said at the click, below a slide that is whole', async () => {
    await goTo(presenter, { slide: LONG, clicks: 1 })
    await presenter.keyboard.press('c')
    const subtitles = audience.locator('.subtitles')
    const said = () => presenter.locator('.grid-section.note .slidev-note').innerText()
    const plain = (text: string) => text.replace(/\W+/g, ' ').trim()
    await expect.poll(async () => (await subtitles.allInnerTexts()).join('')).not.toBe('')
    const first = await subtitles.innerText()
    expect(plain(await said())).toContain(plain(first))
    const [strip, slide] = [await subtitles.boundingBox(), await audience.locator('#slideshow').boundingBox()]
    expect(strip && strip.y + strip.height).toBe(720)
    expect(slide && slide.y + slide.height).toBeLessThanOrEqual(strip?.y ?? 0)

    await presenter.keyboard.press('ArrowRight')
    await expect.poll(() => subtitles.innerText()).not.toBe(first)
    expect(plain(await said())).toContain(plain(await subtitles.innerText()))
    await presenter.keyboard.press('c')
    await expect.poll(() => subtitles.count()).toBe(0)
    expect(await audience.locator('#slideshow').boundingBox()).toMatchObject({ width: 1280, height: 720 })
  })

  it('l makes the speaker’s pointer a laser on the audience’s screen', async () => {
    await presenter.keyboard.press('l')
    const slide = await presenter.locator('.grid-section.main .slidev-slide-content').boundingBox()
    if (!slide) throw new Error('the presenter view shows no slide')
    await presenter.bringToFront()
    await presenter.mouse.move(slide.x + slide.width / 4, slide.y + slide.height / 2)
    await presenter.mouse.move(slide.x + slide.width / 2, slide.y + slide.height / 2)
    await expect
      .poll(async () => (await audience.locator('.laser-pointer').boundingBox())?.x ?? 0)
      .toBeCloseTo(640 - 3, -1)
    await presenter.keyboard.press('l')
  })

  it('t starts the clock, which tells how far the talk is from its plan', async () => {
    const time = presenter.getByRole('region', { name: 'Time' })
    expect(await time.innerText()).toMatch(/this slide \d+:\d\d–\d+:\d\d of 45:00/)
    await presenter.keyboard.press('t')
    await expect.poll(() => time.innerText()).toMatch(/\d+:\d\d ahead/)
    await presenter.keyboard.press('t')
    await expect.poll(() => time.innerText()).toContain('Go on')
  })

  // The dev server keeps the clock itself.
  it.runIf(isBuilt)(
    'the clock goes on when the speaker’s window is loaded again, and the audience stays where it is',
    async () => {
      const time = presenter.getByRole('region', { name: 'Time' })
      await presenter.keyboard.press('t')
      await expect.poll(() => time.innerText()).toContain('Pause')
      const place = await placeOf(audience)
      await presenter.reload()
      await expect.poll(() => time.innerText()).toMatch(/Pause[^]*\d+:\d\d ahead/)
      expect(place.clicks).toBeGreaterThan(0)
      await expect.poll(() => placeOf(audience)).toEqual(place)
      await presenter.keyboard.press('t')
      await time.getByRole('button', { name: 'Reset' }).click()
      await presenter.reload()
      await expect.poll(() => time.innerText()).toContain('Start')
    },
  )

  it('complains of nothing', () => {
    expect(complaints).toEqual([])
  })
})

it('a speaker who has the presenter view send nothing is alone in it', async () => {
  const { presenter, audience } = await openWindows(deck.url)
  await presenter.evaluate(() => {
    const key = 'slidev-sync-directions'
    localStorage.setItem(
      key,
      JSON.stringify({ ...(JSON.parse(localStorage.getItem(key) ?? '{}') as object), presenterSend: false }),
    )
  })
  await presenter.reload()
  await waitForNavigation(presenter)
  await settle(presenter)
  await press(presenter, 'forward')
  expect(await placeOf(presenter)).toEqual({ slide: 2, clicks: 0 })
  // Longer than until the place is told once more; nothing tells that it was not.
  await audience.waitForTimeout(1500)
  expect(await placeOf(audience)).toEqual({ slide: 1, clicks: 0 })
})

describe('the dev server', () => {
  // One window for all: it keeps what it has been sent, a file for each of 1400 modules.
  let window: WatchedPage
  beforeAll(async () => {
    window = await openPage()
  })

  it('keeps its windows when slides with plots and diagrams are first shown', async () => {
    const { page } = window
    await openDeck(page, devUrl)
    let loads = 0
    page.on('load', () => (loads += 1))
    for (const { no, title } of deck.slides.filter(({ title }) => /capacity|measurement|who calls whom/i.test(title))) {
      await goTo(page, { slide: no, clicks: 0 })
      expect(loads, title).toBe(0)
    }
  })

  it('has an editor of all notes, in which axe finds nothing', async () => {
    const { page, complaints } = window
    await page.goto(`${devUrl}#/notes-edit`)
    const editor = page.getByRole('textbox', { name: 'Notes of all slides' })
    await expect.poll(() => editor.inputValue()).toContain('--- #2')
    expect(await findAxeViolationsIn(page, 'html')).toEqual([])
    expect(complaints).toEqual([])
  })

  it('has the reading view and the index beside the slides, which lead there', async () => {
    const { page, complaints } = window
    await openDeck(page, `${devUrl}#/vec-new`)
    await page.getByRole('link', { name: 'Read this slide' }).evaluate((link: HTMLElement) => link.click())
    await page.waitForURL(/read\/#vec-new$/)
    expect(await page.locator('#vec-new h3').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Index', exact: true }).click()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Index')
    expect(complaints).toEqual([])
    expect((await page.request.get(`${devUrl}read/assets/absent.js`)).status()).toBe(404)
  })
})

describe('getting about', () => {
  it('g and some of a title lead to the slide, r leads back to where the jump began', async () => {
    const { page, complaints } = await openPage()
    await openDeck(page, deck.url)
    await goTo(page, { slide: SLIDE, clicks: 0 })
    await press(page, 'forward')
    const from = await placeOf(page)
    await page.keyboard.press('g')
    await page.locator('#slidev-goto-input').fill('observer eff')
    await page.keyboard.press('Enter')
    await settle(page)
    const there = await readDeck(page)
    expect(there.title).toBe('The observer effect')
    await page.keyboard.press('r')
    await expect.poll(() => placeOf(page)).toEqual(from)
    expect(complaints).toEqual([])
  })
})
