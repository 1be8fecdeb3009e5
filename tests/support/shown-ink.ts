import type { CDPSession, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { CANVAS } from '../../tools/deck-page.ts'
import { type Ink, inkOf } from './ink.ts'

/** Pictures of slides are looked at in this size, px: a quarter of the canvas. */
export const SMALL = { width: CANVAS.width / 4, height: CANVAS.height / 4 } as const

const sessions = new WeakMap<Page, CDPSession>()

/** The ink of what a page of the canvas' size shows now. The page does not notice that it is taken in small. */
export async function shownInk(page: Page): Promise<Ink> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  sessions.set(page, session)
  const { data } = await session.send('Page.captureScreenshot', {
    clip: { x: 0, y: 0, ...CANVAS, scale: SMALL.width / CANVAS.width },
    optimizeForSpeed: true,
  })
  return inkOf(PNG.sync.read(Buffer.from(data, 'base64')))
}
