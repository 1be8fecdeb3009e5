import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { CANVAS, goTo, openDeck, readDeck } from './deck-page.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { pathOption } from './path-option.ts'
import { parseRanges } from './ranges.ts'
import { serve } from './serve.ts'
import { buildDeck } from './slidev.ts'

/** A phone held upright, in CSS px. */
const PHONE = { width: 390, height: 844 } as const

interface ShotOptions {
  slides: string
  clicks: string
  dark: boolean
  phone: boolean
  scale: string
  out: string
  url?: string
  path: TalkPath
}

/** The clicks to show of a slide that takes `total`: numbers beyond `total` are left out. */
function wantedClicks(text: string, total: number): number[] {
  if (text === 'last') return [total]
  return text === 'all'
    ? parseRanges('all', 0, total)
    : parseRanges(text, 0, 99).filter(clicks => clicks <= total)
}

/** Writes one PNG for each slide and click that is asked for; prints each as it is written. */
async function shoot(browser: Browser, url: string, options: ShotOptions): Promise<void> {
  const page = await browser.newPage({
    viewport: options.phone ? PHONE : CANVAS,
    deviceScaleFactor: Number(options.scale),
    colorScheme: options.dark ? 'dark' : 'light',
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.error(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', error => console.error(`page error: ${error.message}`))
  // An address without a slide opens the page to read on a phone.
  await openDeck(page, new URL('#/1', url).href)
  await mkdir(options.out, { recursive: true })
  const { slides } = await readDeck(page)
  for (const slide of parseRanges(options.slides, 1, slides)) {
    await goTo(page, { slide, clicks: 0 })
    const { clicksTotal } = await readDeck(page)
    for (const clicks of wantedClicks(options.clicks, clicksTotal)) {
      await goTo(page, { slide, clicks })
      const name = `${String(slide).padStart(2, '0')}-${clicks}${options.dark ? '-dark' : ''}.png`
      const path = join(options.out, name)
      await page.screenshot({ path })
      console.log(`${relative('.', path)}  (slide ${slide} of ${slides}, click ${clicks} of ${clicksTotal})`)
    }
  }
}

const options = new Command('npm run shots --')
  .description('Pictures of slides as they stand on the screen, one PNG for each slide and click.')
  .option('--slides <list>', 'for example 3,5-7 or all', 'all')
  .option('--clicks <list>', 'for example 0,2-3, all, or last', 'last')
  .option('--dark', 'the dark scheme', false)
  .option('--phone', 'a phone held upright instead of the canvas', false)
  .option('--scale <number>', 'device pixels for a CSS pixel', '1')
  .option('--out <folder>', 'where the PNGs go', 'shots')
  .option('--url <address>', 'a deck that runs already; without it the deck is built first')
  .addOption(pathOption())
  .parse()
  .opts<ShotOptions>()

const folder = options.url ? undefined : await mkdtemp(join(tmpdir(), 'deck-'))
let served: Awaited<ReturnType<typeof serve>> | undefined
let browser: Browser | undefined
try {
  browser = await launchBrowser()
  if (folder) {
    console.log('Building the deck …')
    await buildDeck({ out: folder, path: options.path })
    served = await serve(folder)
  }
  await shoot(browser, options.url ?? served?.url ?? '', options)
}
catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
finally {
  await browser?.close()
  await served?.close()
  if (folder) await rm(folder, { recursive: true })
}
