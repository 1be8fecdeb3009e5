import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { openDeck, press, readAddresses, readDeck, tap } from '../../tools/deck-page.ts'
import { ALIAS, LISTING, openFlightSlide } from '../support/flight-slide.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** The component on that slide; known once the slide was opened. */
let shown = ''
/** A flight on its way; those a click away wait unseen. */
const FLIGHT = '.asm-flight.moving'
/** How much slower than in a talk the flight is watched. */
const SLOWER = 40

/** Opens the slide at a click; gives its number. */
async function openSlide(page: Page, clicks = 0): Promise<number> {
  const opened = await openFlightSlide(page, clicks)
  shown = opened.shown
  return opened.slide
}

/** Where each word of the flight is now and where it ends: rows from the top, and whether it is seen at the end. */
function readFlight(page: Page) {
  return page.evaluate((selector) => {
    const root = document.querySelector<HTMLElement>(selector)
    const pitch = Number.parseFloat(root?.style.getPropertyValue('--pitch') ?? '')
    const top = root?.querySelector<HTMLElement>('.rust-lines')?.offsetTop ?? 0
    const row = (y: string) => (Number.parseFloat(y) - top) / pitch
    return [...document.querySelectorAll<HTMLElement>(`${selector} .asm-flight.moving > span`)].map((word) => {
      const [, now = ''] = getComputedStyle(word).translate.split(' ')
      const effect = word.getAnimations()[0]?.effect as KeyframeEffect
      const last = effect.getKeyframes().at(-1)
      const [, end = ''] = String(last?.translate).split(' ')
      return { text: word.textContent, now: row(now), end: row(end), stays: Number(last?.opacity) === 1 }
    })
  }, shown)
}

/** The component's markup without what waits for the next click. */
function readAtRest(page: Page): Promise<string> {
  return page.locator(shown).evaluate((root) => {
    const copy = root.cloneNode(true) as Element
    for (const waiting of copy.querySelectorAll('.asm-flight.ready, .waits')) waiting.remove()
    return copy.innerHTML
  })
}

/** The line that each row is tied to, from the top. */
function readLines(page: Page, list: string): Promise<(string | null)[]> {
  return page.locator(`${shown} ${list} > li`).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')))
}

/** Has a page's animations take their time; gives the session that they are governed by. */
async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Animation.enable')
  await session.send('Animation.setPlaybackRate', { playbackRate: 1 / SLOWER })
  return session
}

describe('Rust becomes assembly', () => {
  it('words fly from their Rust line to the instructions that it became', async () => {
    const { page, complaints } = await openPage()
    await openSlide(page)
    const session = await slowDown(page)
    const rust = await readLines(page, '.rust-lines')
    const alone = await page.locator(`${shown} .rust-lines`).evaluate((lines) => Number(getComputedStyle(lines).scale))
    expect(alone).toBeGreaterThan(1)
    await tap(page, 'ArrowRight')
    await page.locator(`${shown}[data-state="clean"] ${FLIGHT}`).waitFor({ state: 'attached' })
    const early = await readFlight(page)
    const assembly = await readLines(page, LISTING)
    await page.waitForTimeout(1500)
    const late = await readFlight(page)

    const staying = early
      .map((word, i) => ({ ...word, later: late[i]?.now ?? Number.NaN }))
      .filter((word) => word.stays)
    const tied = staying.filter(({ end }) => assembly[Math.round(end)] !== null)
    expect(tied.length).toBeGreaterThan(10)
    for (const { text, now, end, later } of tied) {
      const line = assembly[Math.round(end)]
      const start = rust.indexOf(line ?? '') * alone
      // Early in a slow flight a word has left its line by less than half a row's share of the way.
      expect(Math.abs(now - start), `${text} starts at its line ${line}`).toBeLessThan(
        0.5 + 0.1 * Math.abs(end - start),
      )
      expect(Math.abs(later - end), `${text} comes closer`).toBeLessThanOrEqual(Math.abs(now - end) + 0.01)
    }
    await session.send('Animation.setPlaybackRate', { playbackRate: 10 })
    await expect.poll(() => page.locator(FLIGHT).count()).toBe(0)
    expect(await page.locator(`${shown} ${LISTING} code > span`).first().isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('a second click lands at once on the next state', async () => {
    const { page } = await openPage()
    await openSlide(page)
    // Else the first flight may have ended before the second click.
    await slowDown(page)
    await tap(page, 'ArrowRight')
    await page.locator(FLIGHT).waitFor({ state: 'attached' })
    await tap(page, 'ArrowRight')
    await page.locator(`${shown}[data-state="release"]`).waitFor()
    expect(await page.locator(FLIGHT).count()).toBe(0)
  })

  it('backward shows what forward showed', async () => {
    const { page } = await openPage()
    const slide = await openSlide(page, 1)
    const before = await readAtRest(page)
    await press(page, 'forward')
    expect(await page.locator(shown).getAttribute('data-state')).toBe('release')
    await press(page, 'backward')
    expect(await readDeck(page)).toMatchObject({ slide, clicks: 1 })
    expect(await readAtRest(page)).toBe(before)
  })

  it('words that wait for the next flight are neither seen nor read out', async () => {
    const { page } = await openPage()
    await openSlide(page)
    const waiting = page.locator(`${shown} .asm-flight.ready`)
    await waiting.waitFor({ state: 'attached' })
    expect(await waiting.locator('span').first().isVisible()).toBe(false)
    expect(await waiting.getAttribute('aria-hidden')).toBe('true')
    expect(await page.locator(shown).ariaSnapshot()).not.toContain('__rust_alloc')
  })

  it('flies back with words that were ready before the click', async () => {
    const { page } = await openPage()
    await openSlide(page, 2)
    const waiting = page.locator(`${shown} .asm-flight.ready`)
    await waiting.waitFor({ state: 'attached' })
    await waiting.evaluate((words) => words.setAttribute('data-from-before', ''))
    // Else the flight may have ended before it is looked for.
    await slowDown(page)
    await tap(page, 'ArrowLeft')
    await page.locator(`${shown} ${FLIGHT}[data-from-before]`).waitFor({ state: 'attached' })
    await page.locator(`${shown}[data-state="clean"]`).waitFor()
  })

  it('changes without motion for who asks for less of it', async () => {
    const { page } = await openPage({ reducedMotion: 'reduce' })
    await openSlide(page)
    await page.evaluate((flight) => {
      new MutationObserver(() => {
        if (document.querySelector(flight)) document.title = 'moved'
      }).observe(document.body, { subtree: true, childList: true, attributes: true })
    }, FLIGHT)
    await press(page, 'forward')
    expect(await page.locator(shown).getAttribute('data-state')).toBe('clean')
    expect(await page.title()).not.toBe('moved')
  })
})

describe('the lines of both sides', () => {
  let page: Page
  let lit: (list: string) => Promise<(string | null)[]>

  beforeAll(async () => {
    page = (await openPage()).page
    await openSlide(page, 2)
    lit = (list) =>
      page.locator(`${shown} ${list} > li.lit`).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')))
  })

  it.each(['pointing at', 'focusing', 'tapping'])('light together when %s one', async (how) => {
    const row = page.locator(`${shown} ${LISTING} > li[data-line]:has(code.text)`).nth(2)
    const line = await row.getAttribute('data-line')
    if (how === 'pointing at') await row.hover()
    if (how === 'focusing') await row.focus()
    if (how === 'tapping') {
      await row.click()
      await page.mouse.move(0, 0)
    }
    expect(await lit('.rust-lines')).toEqual([line])
    expect(new Set(await lit(LISTING))).toEqual(new Set([line]))
    await page.mouse.move(0, 0)
    if (how === 'tapping') await row.click()
    await row.blur()
    await page.mouse.move(0, 0)
    expect(await lit('.rust-lines')).toEqual([])
  })

  it('are said to a screen reader with what they became', async () => {
    const said = await page.locator(`${shown} .rust-lines`).ariaSnapshot()
    expect(said).toMatch(/became \d+ instructions? in release/)
    expect(await page.locator(`${shown} ${LISTING}`).ariaSnapshot()).toMatch(/from line \d, std’s .*, inlined/)
  })
})

describe('a note on what the viewer points at', () => {
  /** Opens the slide's release listing; gives the row of the call of the allocator. */
  async function openCall(page: Page) {
    await openSlide(page, 2)
    return page.locator(`${shown} ${LISTING} > li:has-text("__rust_alloc")`)
  }

  it.each(['pointing', 'focusing', 'tapping'])('says what it means here and does anywhere, when %s', async (how) => {
    const { page } = await openPage()
    const row = await openCall(page)
    const note = page.locator('.asm-note')
    expect(await note.count()).toBe(0)
    if (how === 'pointing') await row.hover()
    if (how === 'focusing') await row.focus()
    if (how === 'tapping') {
      await row.click()
      await row.blur()
      await page.mouse.move(0, 0)
    }
    const said = await note.innerText()
    expect(said).toMatch(/allocates 16 B on the heap/)
    expect(said).toMatch(/call\s+pushes the address of the next instruction/)
    expect(said).toMatch(/from line 3, std’s .*, inlined/)
    // For a screen reader it is the row's description.
    expect(await row.getAttribute('aria-describedby')).toBe(await note.getAttribute('id'))
  })

  it('covers no code, and goes with the next click', async () => {
    const { page } = await openPage()
    const row = await openCall(page)
    await row.hover()
    const box = await page.locator('.asm-note').boundingBox()
    const rust = await page.locator(`${shown} .rust-lines`).boundingBox()
    const assembly = await page.locator(`${shown} ${LISTING}`).boundingBox()
    if (!box || !rust || !assembly) throw new Error('something is not shown')
    expect(box.y).toBeGreaterThanOrEqual(rust.y + rust.height)
    expect(box.x + box.width).toBeLessThanOrEqual(assembly.x)
    await press(page, 'forward')
    expect(await page.locator('.asm-note').count()).toBe(0)
  })

  it('is as large as the phone’s own text where slides are small', async () => {
    const addresses = await readAddresses((await openPage()).page, url)
    const { page } = await openPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openDeck(page, addresses.view(`${ALIAS}?clicks=2`))
    const { slide } = await readDeck(page)
    await page.locator(`[data-slidev-no="${slide}"] .rust-to-asm ${LISTING} > li:has-text("rax, rax")`).tap()
    const note = page.locator('.asm-note')
    await note.waitFor()
    const box = await note.boundingBox()
    expect(box).toMatchObject({ x: 0, y: 0, width: 390 })
    expect(
      await note
        .locator('p')
        .first()
        .evaluate((p) => getComputedStyle(p).fontSize),
    ).toBe('16px')
    // Nothing between it and the window shrinks it.
    expect(
      await note.evaluate(
        (one) => one.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(one).height),
      ),
    ).toBe(1)
    expect(await note.innerText()).toMatch(/is rax 0\?/)
  })
})
