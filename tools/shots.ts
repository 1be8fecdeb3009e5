import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { CANVAS, goTo, openDeck, readAliases, readDeck } from './deck-page.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { pathOption } from './path-option.ts'
import { printed, readDeck as readSources } from './lint/deck.ts'
import { serve } from './serve.ts'
import { clicksOf, parseClicks, parseScale, parseSlides, requireAliases, slideNumbers } from './shot-options.ts'
import type { WantedClicks, WantedSlides } from './shot-options.ts'
import { buildDeck, ROOT } from './slidev.ts'

/** A phone held upright, in CSS px. */
const PHONE = { width: 390, height: 844 } as const

interface ShotOptions {
  slides: WantedSlides
  clicks: WantedClicks
  dark: boolean
  phone: boolean
  scale: number
  out: string
  url?: string
  path: TalkPath
}

/**
 * Writes one PNG for each slide and click that is asked for; prints each as it is written, and each slide that lacks
 * a click. Throws when a click is asked for that none of the slides has.
 */
async function shoot(browser: Browser, url: string, options: ShotOptions): Promise<void> {
  const page = await browser.newPage({
    viewport: options.phone ? PHONE : CANVAS,
    deviceScaleFactor: options.scale,
    colorScheme: options.dark ? 'dark' : 'light',
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) console.error(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => console.error(`page error: ${error.message}`))
  // An address without a slide opens the page to read on a phone.
  await openDeck(page, new URL('#/1', url).href)
  await mkdir(options.out, { recursive: true })
  const { slides } = await readDeck(page)
  const nowhere = new Set(typeof options.clicks === 'string' ? [] : options.clicks)
  for (const slide of slideNumbers(options.slides, await readAliases(page), slides)) {
    await goTo(page, { slide, clicks: 0 })
    const { clicksTotal } = await readDeck(page)
    const { there, missing } = clicksOf(options.clicks, clicksTotal)
    if (missing.length > 0) {
      console.error(
        `slide ${slide} has ${clicksTotal > 0 ? `the clicks 0 to ${clicksTotal}` : 'only click 0'}, not ${missing.join(', ')}`,
      )
    }
    for (const clicks of there) {
      nowhere.delete(clicks)
      await goTo(page, { slide, clicks })
      const name = `${String(slide).padStart(2, '0')}-${clicks}${options.dark ? '-dark' : ''}.png`
      const path = join(options.out, name)
      await page.screenshot({ path })
      console.log(`${relative('.', path)}  (slide ${slide} of ${slides}, click ${clicks} of ${clicksTotal})`)
    }
  }
  if (nowhere.size > 0)
    throw new Error(
      `--clicks: no picture of ${[...nowhere].join(', ')}, as no slide that was asked for has that many clicks`,
    )
}

const options = new Command('npm run shots --')
  .description('Pictures of slides as they stand on the screen, one PNG for each slide and click.')
  .option('--slides <list>', 'numbers and short addresses, for example 3,5-7,vec-new, or all', parseSlides, 'all')
  .option('--clicks <list>', 'for example 0,2-3, all, or last', parseClicks, 'last')
  .option('--dark', 'the dark scheme', false)
  .option('--phone', 'a phone held upright instead of the canvas', false)
  .option('--scale <number>', 'device pixels for a CSS pixel', parseScale, 1)
  .option('--out <folder>', 'where the PNGs go', 'shots')
  .option('--url <address>', 'a deck that runs already; without it the deck is built first')
  .addOption(pathOption())
  .parse()
  .opts<ShotOptions>()

const folder = options.url ? undefined : await mkdtemp(join(tmpdir(), 'deck-'))
let served: Awaited<ReturnType<typeof serve>> | undefined
let browser: Browser | undefined
try {
  if (folder) {
    // Before the build, which takes long; which of them are on the path the built deck knows.
    const { talk } = await readSources(ROOT)
    requireAliases(options.slides, talk.flatMap(({ frontmatter }) => frontmatter.routeAlias ?? []).map(printed))
  }
  browser = await launchBrowser()
  if (folder) {
    console.log('Building the deck …')
    await buildDeck({ out: folder, path: options.path })
    served = await serve(folder)
  }
  await shoot(browser, options.url ?? served?.url ?? '', options)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await browser?.close()
  await served?.close()
  if (folder) await rm(folder, { recursive: true })
}
