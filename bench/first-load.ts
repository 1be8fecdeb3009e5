import type { Browser } from 'playwright-core'
import { CANVAS } from '../tools/deck-page.ts'
import { SLOWER } from './options.ts'

/** The network: bytes a second down and up, and the round trip in ms. */
export const NETWORK = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 }
/** Between two presses of the key that asks for the next slide, ms. */
const PATIENCE = 60
/** When a deck that has not answered is given up, ms. */
const LIMIT = 90_000

/** What one load came to. */
export interface Load {
  /** When the first text or picture is painted, ms. */
  firstPaint: number
  /** When a press of the right arrow key has brought the next slide, ms; absent for a page without slides. */
  firstClick?: number
  /** Bytes over the wire until then, headers included. */
  bytes: number
  requests: number
}

declare global {
  interface Window {
    /** When another slide than the first was seen first, ms since the page was asked for. */
    secondSlideSeen?: number
  }
}

/** Has a page look in each frame whether another slide than the first is shown: asked from outside, it answers late. */
function noteSecondSlide(): void {
  const look = (): void => {
    const slides = [...document.querySelectorAll('[data-slidev-no]:not([data-slidev-no="1"]) .slidev-layout')]
    const shown = slides.some((slide) => slide.checkVisibility()) && !document.getElementById('first-paint')
    // The next task: the frame has been drawn by then.
    if (shown) setTimeout(() => (window.secondSlideSeen = performance.now()))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Loads a page anew, over a slow network and with a slow CPU, and asks for the next slide until it comes. */
export async function loadOnce(browser: Browser, url: string, hasSlides: boolean): Promise<Load> {
  const context = await browser.newContext({ viewport: CANVAS })
  try {
    const page = await context.newPage()
    // The starter deck's pictures lie on other hosts: nobody's network is measured here.
    await page.route(
      (address) => address.hostname !== 'localhost',
      (route) => route.abort(),
    )
    if (hasSlides) await page.addInitScript(noteSecondSlide)
    const devtools = await context.newCDPSession(page)
    const seen = { bytes: 0, requests: 0 }
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      seen.bytes += encodedDataLength
      seen.requests += 1
    })
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(url, { waitUntil: 'commit', timeout: LIMIT })
    const started = Date.now()
    let firstClick: number | undefined
    while (hasSlides && firstClick === undefined) {
      if (Date.now() - started > LIMIT) throw new Error(`${url} shows no second slide after ${LIMIT} ms`)
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(PATIENCE)
      firstClick = await page.evaluate(() => window.secondSlideSeen)
    }
    if (!hasSlides) await page.waitForLoadState('networkidle')
    const { bytes, requests } = seen
    const firstPaint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    )
    return { firstPaint: (await firstPaint.jsonValue()) ?? NaN, firstClick, bytes, requests }
  } finally {
    await context.close()
  }
}
