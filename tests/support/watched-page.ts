import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { type BrowserKind, launchBrowser } from '../../tools/browser.ts'
import { CANVAS, PATIENCE } from '../../tools/deck-page.ts'
import { watchPage } from '../../tools/page-watch.ts'

/** A page of the file's browser and what it has complained of so far (see `watchPage`). */
export interface WatchedPage {
  page: Page
  complaints: string[]
}

/** How a page is opened. */
export interface PageOptions extends BrowserContextOptions {
  /** Whether the deck may keep itself for offline use, as browsers let it; only tests of that have it do so. */
  offline?: boolean
}

/** The browsers of this worker, which its files share: a browser starts as long as many a test takes. They end with the worker. */
const browsers = new Map<BrowserKind, Promise<Browser>>()

function browserOf(kind: BrowserKind): Promise<Browser> {
  const running = browsers.get(kind) ?? launchBrowser(kind)
  browsers.set(kind, running)
  return running
}

/**
 * Gives a test file a function that opens pages of the canvas' size, each with a storage of its own; they are closed
 * after the file's tests.
 * @param kind `whole` for what a headless shell lacks or draws otherwise: touch held for long, edges of lines in pictures.
 */
export function useBrowser(kind: BrowserKind = 'shell'): (options?: PageOptions) => Promise<WatchedPage> {
  let browser: Browser | undefined
  const opened: BrowserContext[] = []
  beforeAll(async () => {
    browser = await browserOf(kind)
  })
  afterAll(async () => {
    await Promise.all(opened.map((context) => context.close()))
  })
  return async ({ offline = false, ...options } = {}) => {
    if (!browser) throw new Error('pages can be opened in hooks and tests only')
    const context = await browser.newContext({ viewport: CANVAS, colorScheme: 'light', ...options })
    opened.push(context)
    if (!offline) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
    // A shell has no screen to keep awake, and would complain when asked to.
    if (kind === 'shell') await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'wakeLock'))
    context.setDefaultTimeout(PATIENCE)
    const page = await context.newPage()
    return { page, complaints: watchPage(page) }
  }
}
