import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import type { Page, Route } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, press, readAddresses, readDeck, settle, waitForNavigation } from '../../tools/deck-page.ts'
import { ROOT } from '../../tools/slidev.ts'
import { comparePicture } from '../support/compare-picture.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder, url, slides } = inject('deck')
const openPage = useBrowser('whole')

/** Pixels of two pictures that differ by more than the smoothing of edges. */
function countChanged(before: Buffer, after: Buffer): number {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)]
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.12 })
}

/** Lets no script of the deck through, as a network that is too slow for them. */
const withoutScripts = (page: Page) => page.route('**/assets/*.js', (route) => route.abort())

/** Has a narrow screen show slides, where it would open the page to read. */
const chooseSlides = (page: Page) =>
  page.addInitScript(() => localStorage.setItem('understanding-allocations:view', 'slides'))

/** Where the cover's texts stand and break, in whole px. */
const textPlaces = (page: Page, cover: string): Promise<number[][]> =>
  page.evaluate((selector) => {
    return [...document.querySelectorAll(`${selector} :is(h1, p)`)].map((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return [...range.getClientRects()].flatMap(({ x, y, width, height }) => [x, y, width, height].map(Math.round))
    })
  }, cover)

describe('the cover in the HTML', () => {
  it.each(['light', 'dark'] as const)('is in %s the picture of the slide that takes its place', async (colorScheme) => {
    const { page: early } = await openPage({ colorScheme })
    await withoutScripts(early)
    await early.goto(url)
    await early.evaluate(() => document.fonts.ready)
    const before = await early.screenshot()
    const { page, complaints } = await openPage({ colorScheme })
    await openDeck(page, url)
    await expect.poll(() => page.locator('#first-paint').count()).toBe(0)
    // The stage and the ways into the talk come later, into free space.
    await page.locator('[data-living]').waitFor()
    await page.addStyleTag({ content: '[data-living], .ways { visibility: hidden !important }' })
    expect(countChanged(before, await page.screenshot())).toBe(0)
    expect(complaints).toEqual([])
  })

  it.each([
    [1500, 700],
    [800, 1000],
    [390, 844],
  ])('has its lines where the slide has them, on %i × %i', async (width, height) => {
    const { page: early } = await openPage({ viewport: { width, height } })
    await withoutScripts(early)
    await chooseSlides(early)
    await early.goto(url)
    await early.evaluate(() => document.fonts.ready)
    const before = await textPlaces(early, '#first-paint')
    const { page } = await openPage({ viewport: { width, height } })
    await chooseSlides(page)
    await openDeck(page, url)
    const after = await textPlaces(page, '.slidev-layout.cover')
    expect(before.flat().length).toBeGreaterThan(8)
    expect(before.map((line) => line.length)).toEqual(after.map((line) => line.length))
    const shifts = before.flat().map((place, index) => Math.abs(place - (after.flat()[index] ?? NaN)))
    expect(Math.max(...shifts)).toBeLessThanOrEqual(1)
  })

  it('says what the first slide says', async () => {
    const { page } = await openPage()
    await withoutScripts(page)
    await page.goto(url)
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(slides[0]?.title)
  })

  it('is in the colours that the viewer has chosen', async () => {
    const { page } = await openPage({ colorScheme: 'light' })
    await withoutScripts(page)
    await page.addInitScript(() => localStorage.setItem('slidev-color-schema', 'dark'))
    await page.goto(url)
    const paper = await page
      .locator('#first-paint .canvas')
      .evaluate((element) => getComputedStyle(element).backgroundColor)
    expect(paper).toBe('rgb(13, 17, 22)')
  })

  it.each(['#/2', '#/vec-new', '#/presenter/1', '?print=true#/print'])('does not show at %s', async (address) => {
    const { page } = await openPage()
    await withoutScripts(page)
    await page.goto(url + address)
    expect(await page.locator('#first-paint').isVisible()).toBe(false)
  })
})

describe('a key that is pressed while the deck is on its way', () => {
  /** Opens an address, presses keys while no script is there, and lets the deck start. */
  async function pressEarly(page: Page, address: string, keys: string[]): Promise<void> {
    const held: Route[] = []
    let holding = true
    await page.route('**/assets/*.js', async (route) => {
      if (holding) held.push(route)
      else await route.continue()
    })
    await page.goto(address, { waitUntil: 'commit' })
    await page.locator('#app').waitFor({ state: 'attached' })
    for (const key of keys) await page.keyboard.press(key)
    holding = false
    await Promise.all(held.map((route) => route.continue()))
    await waitForNavigation(page)
    await settle(page)
  }

  it.each(['ArrowRight', 'ArrowDown', 'PageDown', 'Space'])('%s: the deck starts with the next slide', async (key) => {
    const { page, complaints } = await openPage()
    await pressEarly(page, url, [key])
    expect(await readDeck(page)).toMatchObject({ slide: 2, clicks: 0 })
    expect(await page.locator('#first-paint').count()).toBe(0)
    await press(page, 'backward')
    expect(await readDeck(page)).toMatchObject({ slide: 1 })
    await press(page, 'forward')
    expect(await readDeck(page)).toMatchObject({ slide: 2, clicks: 0 })
    expect(complaints).toEqual([])
  })

  it('counts once, however often it is pressed', async () => {
    const { page } = await openPage()
    await pressEarly(page, url, Array<string>(5).fill('ArrowRight'))
    expect(await readDeck(page)).toMatchObject({ slide: 2, clicks: 0 })
  })

  it.each([
    ['', ['a', 'Shift', 'Alt+ArrowRight', 'Control+ArrowRight', 'ArrowLeft'], 1],
    ['#/7', ['ArrowRight'], 7],
  ])('leads nowhere at %s by %s', async (address, keys, slide) => {
    const { page } = await openPage()
    await pressEarly(page, url + address, keys)
    expect(await readDeck(page)).toMatchObject({ slide, clicks: 0 })
  })
})

/** The names of the deck's own files that a page asks for, without hashes, in the returned list. */
function watchFiles(page: Page): string[] {
  const files: string[] = []
  page.on('request', (request) => {
    const [, name] = /\/assets\/(?:\w+\/)?([^/]*)-[\w-]{8}\.(?:js|css|woff2)$/.exec(request.url()) ?? []
    if (name) files.push(name)
  })
  return files
}

declare global {
  interface Window {
    /** How many slides were made in each task that made any but the first, which comes with the view. */
    slidesMade?: number[]
  }
}

/** The most that a viewer far away waits for before the first click: files and, compressed, bytes. */
const FIRST = { files: 4, bytes: 110_000 }

describe('what is loaded', () => {
  it('before the first click, is what index.html names: few files and not much', async () => {
    const html = await readFile(join(folder, 'index.html'), 'utf8')
    const tags = html.match(/<(?:script|link rel="(?:modulepreload|stylesheet)")[^>]*>/g) ?? []
    const named = new Set(tags.flatMap((tag) => /(?:src|href)="\.\/([^"]*)"/.exec(tag)?.[1] ?? []))
    const sizes = await Promise.all([...named].map(async (file) => gzipSync(await readFile(join(folder, file))).length))
    expect(named.size).toBeLessThanOrEqual(FIRST.files)
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(FIRST.bytes)
    const { page } = await openPage()
    await page.route('**/assets/**', (route, request) =>
      named.has(new URL(request.url()).pathname.slice(1)) ? route.continue() : route.abort(),
    )
    await openDeck(page, url)
    await press(page, 'forward')
    expect(await readDeck(page)).toMatchObject({ slide: 2 })
    expect(await page.locator('[data-slidev-no="2"] h1').innerText()).toBe(slides[1]?.title)
    expect(await page.locator('[data-slidev-no="2"] .rust-code').innerText()).toContain('fn ')
  })

  it('for the cover, is no diagram and no recording but its neighbours’', async () => {
    const recordings = (await readdir(join(ROOT, 'recordings'))).map((name) => name.replace('.json', ''))
    const { page } = await openPage()
    const files = watchFiles(page)
    await openDeck(page, url)
    // Slidev would mount every slide 3 s after it has started.
    await page.waitForTimeout(5000)
    expect(files.filter((name) => /diagram|mermaid|MemoryStage|CpuStage|CapacityChart/i.test(name))).toEqual([])
    expect(files.filter((name) => recordings.includes(name)).length).toBeLessThanOrEqual(2)
    expect(await page.locator('[data-slidev-no]').count()).toBe(2)
  })

  it('ahead, are the slides beside the one that is shown, each made in a task of its own', async () => {
    const { page } = await openPage()
    await page.addInitScript(() => {
      const made: number[] = []
      let inTask = 0
      const onTaskEnd = (): void => {
        if (inTask > 0) made.push(inTask)
        inTask = 0
      }
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = onTaskEnd
      new MutationObserver((records) => {
        for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
          if (!(node instanceof Element) || !node.matches('.slidev-page')) continue
          inTask++
          port2.postMessage('')
        }
      }).observe(document, { subtree: true, childList: true })
      window.slidesMade = made
    })
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.of({ slide: 3, clicks: 0 }))
    await expect.poll(() => page.evaluate(() => window.slidesMade)).toEqual([1, 1])
  })

  it('ahead, is the next slide: it comes without a request and without waiting', async () => {
    const { page } = await openPage()
    const addresses = await readAddresses(page, url)
    for (const { no, clicks } of slides.slice(0, -1).filter((_, index) => index % 7 === 0)) {
      await openDeck(page, addresses.of({ slide: no, clicks }))
      const next = page.locator(`[data-slidev-no="${no + 1}"] .slidev-layout`)
      await expect.poll(() => next.count(), { message: `slide ${no + 1}` }).toBe(1)
      expect(await page.locator(`[data-slidev-no="${no + 1}"] .slidev-slide-loading`).count()).toBe(0)
      await goTo(page, { slide: no, clicks })
      await page.waitForLoadState('networkidle')
      const shown = await page.evaluate(async (following) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
        await window.deckNavigation?.go(following, 0)
        await frame()
        return document.querySelector(`[data-slidev-no="${following}"] .slidev-layout`)?.checkVisibility()
      }, no + 1)
      expect(shown, `slide ${no + 1}`).toBe(true)
      await settle(page)
      expect(await readDeck(page)).toMatchObject({ slide: no + 1 })
    }
  })
})

it('the picture for link previews is the cover', async () => {
  const { page } = await openPage({ reducedMotion: 'reduce', viewport: { width: 1200, height: 675 } })
  await openDeck(page, url)
  await page.locator('[data-living]').waitFor()
  // A picture has no links.
  await page.addStyleTag({ content: '.ways { visibility: hidden !important }' })
  const place = { file: join(ROOT, 'public/preview.png'), clip: { x: 0, y: 22, width: 1200, height: 630 } }
  expect(await comparePicture(page, 'preview', place)).toBeUndefined()
})
