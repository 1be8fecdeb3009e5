/**
 * Builds the deck and measures how smoothly the slides that take clicks move on a CPU four times slower than this one,
 * and what a step's picture costs in recordings of different lengths. Run with `npm run bench -- stage`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS, goTo, openDeck, readDeck } from '../tools/deck-page.ts'
import { serve, type Served } from '../tools/serve.ts'
import { putDeck } from './built-pages.ts'
import { machineLoad, median, SLOWER, verdict, type BenchOptions } from './options.ts'
import { stepTimes } from './step-times.ts'
import { walkSlide, WATCHED, type Walk } from './watch-steps.ts'

/** The longest that a step may keep the browser from answering, ms. */
const LIMIT = 50
/** What is made ready while nothing happens has been by then, ms. */
const READY = 2000

/** A deck that is measured. */
interface Subject {
  name: string
  folder: string
}

/** All walks of one slide in one deck. */
interface Walked {
  deck: string
  slide: number
  title: string
  clicks: number
  walks: Walk[]
}

/** Goes to the beginning of a slide and waits until it is ready to be walked. */
async function enter(page: Page, slide: number): Promise<void> {
  await goTo(page, { slide, clicks: 0 })
  await page.waitForTimeout(READY)
}

/** Walks each slide that takes clicks so many times, in turn in each deck, so that what else the machine does hits all. */
async function measure(browser: Browser, pages: Map<string, Page>, runs: number): Promise<Walked[]> {
  const results: Walked[] = []
  const counts = await Promise.all([...pages.values()].map((page) => readDeck(page)))
  const slides = Math.max(...counts.map((deck) => deck.slides))
  for (let slide = 1; slide <= slides; slide++) {
    const here: [Page, Walked][] = []
    for (const [deck, page] of pages) {
      await enter(page, slide)
      const { clicksTotal: clicks, title, slide: reached } = await readDeck(page)
      if (reached === slide && clicks > 0) here.push([page, { deck, slide, title, clicks, walks: [] }])
    }
    for (let run = 0; run < runs; run++) {
      for (const [page, { clicks, walks }] of here) {
        const devtools = await page.context().newCDPSession(page)
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
        walks.push(await walkSlide(browser, page, clicks))
        await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
        await devtools.detach()
      }
    }
    results.push(...here.map(([, walked]) => walked))
  }
  return results
}

/** The walk whose longest task is the median. */
function medianWalk(walks: readonly Walk[]): Walk | undefined {
  const middle = median(walks.map(({ longest }) => longest.wall))
  return walks.find(({ longest }) => longest.wall === middle)
}

/** Prints what was seen of each slide, and whether the limit is kept in this deck. */
function report(results: readonly Walked[], ours: string, runs: number): void {
  const mine = results.filter(({ deck }) => deck === ours)
  console.log(
    `CPU ${SLOWER} times slower, ${WATCHED} ms after each click, forward and back; the longest task of each walk, the ` +
      `median of ${runs}; at most ${LIMIT} ms; ${machineLoad()}`,
  )
  console.table(
    mine.map(({ slide, title, clicks, walks }) => {
      const walk = medianWalk(walks)
      const other = results.find((one) => one.slide === slide && one.deck !== ours)
      const others = median(other?.walks.map(({ longest }) => longest.wall) ?? [])
      return {
        slide,
        title: title.slice(0, 40),
        clicks,
        'longest task ms': walk?.longest.wall.toFixed(0),
        'of it on a core': walk?.longest.cpu.toFixed(0),
        at: walk?.longest.step,
        kept: verdict((walk?.longest.wall ?? Infinity) <= LIMIT),
        'frames late': `${median(walks.map((one) => one.dropped))} of ${median(walks.map((one) => one.frames))}`,
        ...(other && {
          'the other deck ms': others.toFixed(0),
          'other ÷ this': (others / (walk?.longest.wall ?? NaN)).toFixed(2),
        }),
      }
    }),
  )
  const kept = mine.filter(({ walks }) => (medianWalk(walks)?.longest.wall ?? Infinity) <= LIMIT)
  console.log(`Slides that keep the limit: ${kept.length} of ${mine.length}: ${verdict(kept.length === mine.length)}`)
}

/** Prints what making a step's picture takes, by the length of what is played. */
function reportStepTimes(): void {
  console.log('The picture of a step, made in Node on this machine, by the length of what is played')
  console.table(
    stepTimes([1, 1, 10, 100])
      .slice(1)
      .map(({ length, median: middle, drawn }) => ({
        steps: length,
        'median ms': middle.toFixed(3),
        'parts drawn anew': drawn,
      })),
  )
}

/** Measures the steps of all slides that take clicks, and prints what was found. */
export async function benchStage({ runs, deck, against }: BenchOptions): Promise<void> {
  reportStepTimes()
  const folder = await mkdtemp(join(tmpdir(), 'bench-stage-'))
  const subjects: Subject[] = [{ name: 'this deck', folder: join(folder, 'deck') }]
  if (against !== undefined) subjects.push({ name: 'the other deck', folder: join(folder, 'against') })
  const served: Served[] = []
  try {
    await putDeck(join(folder, 'deck'), deck)
    if (against !== undefined) await putDeck(join(folder, 'against'), against)
    const browser = await launchBrowser()
    try {
      const pages = new Map<string, Page>()
      for (const { name, folder: built } of subjects) {
        const host = await serve(built)
        served.push(host)
        // Pages of one context would share a process.
        const page = await (await browser.newContext({ viewport: CANVAS })).newPage()
        await openDeck(page, host.url)
        pages.set(name, page)
      }
      const results = await measure(browser, pages, runs)
      if (results.length === 0) throw new Error('no slide takes clicks')
      report(results, 'this deck', runs)
    } finally {
      await browser.close()
    }
  } finally {
    await Promise.all(served.map((one) => one.close()))
    await rm(folder, { recursive: true })
  }
}
