/**
 * Builds the deck and measures how smoothly its memory stages move on a CPU four times slower than
 * this one, and what a step's picture costs in recordings of different lengths.
 * Run with `npm run bench -- stage`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS, goTo, openDeck, readDeck } from '../tools/deck-page.ts'
import { serve } from '../tools/serve.ts'
import { buildDeck } from '../tools/slidev.ts'
import { stepTimes } from './step-times.ts'

/** How many times slower than this machine. */
const SLOWER = 4
/** How long a click is watched: a step's motion and the frames after it, ms. */
const WATCHED = 600
/** Slidev mounts all slides about 3 s after it has started: what that costs is not a step's, ms. */
const MOUNTING = 6000
/** One frame at 60 a second, ms. */
const FRAME = 1000 / 60

/** What was seen after the clicks of one slide. */
type Smoothness = {
  slide: number
  title: string
  clicks: number
  /** ms between two frames. */
  medianFrame: number
  /** Frames that took longer than one and a half of what they should, of all. */
  dropped: number
  frames: number
  /** The longest task of the main thread, ms; 0 when none took 50 ms. */
  longestTask: number
}

/** Frames and long tasks after one press of the right arrow key. */
async function watchClick(page: Page): Promise<{ frames: number[]; tasks: number[] }> {
  const watching = page.evaluate(
    (span) =>
      new Promise<{ frames: number[]; tasks: number[] }>((done) => {
        const frames: number[] = []
        const tasks: number[] = []
        const observer = new PerformanceObserver((list) =>
          tasks.push(...list.getEntries().map((entry) => entry.duration)),
        )
        observer.observe({ entryTypes: ['longtask'] })
        const start = performance.now()
        let last = start
        const onFrame = (now: number) => {
          if (now > last) frames.push(now - last)
          last = now
          if (now - start < span) requestAnimationFrame(onFrame)
          else {
            tasks.push(...observer.takeRecords().map((entry) => entry.duration))
            observer.disconnect()
            done({ frames, tasks })
          }
        }
        requestAnimationFrame(onFrame)
      }),
    WATCHED,
  )
  await page.keyboard.press('ArrowRight')
  return watching
}

async function measure(page: Page): Promise<Smoothness[]> {
  const { slides } = await readDeck(page)
  const devtools = await page.context().newCDPSession(page)
  const results: Smoothness[] = []
  for (let slide = 1; slide <= slides; slide++) {
    await goTo(page, { slide, clicks: 0 })
    const { clicksTotal: clicks, title } = await readDeck(page)
    if (clicks === 0 || !(await page.locator('.slidev-page:visible .stage-player').count())) continue
    // The first click after clicks backward makes Slidev draw all slides' frames anew, whatever is on them.
    await page.keyboard.press('ArrowRight')
    await goTo(page, { slide, clicks: 0 })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const seen: { frames: number[]; tasks: number[] }[] = []
    for (let click = 0; click < clicks; click++) seen.push(await watchClick(page))
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const frames = seen.flatMap((one) => one.frames).sort((a, b) => a - b)
    results.push({
      slide,
      title,
      clicks,
      medianFrame: frames[Math.floor(frames.length / 2)] ?? 0,
      dropped: frames.filter((frame) => frame > 1.5 * FRAME).length,
      frames: frames.length,
      longestTask: Math.max(0, ...seen.flatMap((one) => one.tasks)),
    })
  }
  return results
}

const times = stepTimes([1, 1, 10, 100]).slice(1)
console.log('The picture of a step, made in Node on this machine, by the length of what is played')
console.table(
  times.map(({ length, median, drawn }) => ({
    steps: length,
    'median ms': median.toFixed(3),
    'parts drawn anew': drawn,
  })),
)

const folder = await mkdtemp(join(tmpdir(), 'bench-stage-'))
try {
  await buildDeck({ out: folder })
  const served = await serve(folder)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: CANVAS })
    await openDeck(page, served.url)
    await page.waitForTimeout(MOUNTING)
    const results = await measure(page)
    const [load = 0] = loadavg()
    console.log(
      `CPU ${SLOWER} times slower, ${WATCHED} ms after each click; load of this machine ${load.toFixed(1)} on ${availableParallelism()} cores`,
    )
    console.table(
      results.map((one) => ({
        slide: one.slide,
        title: one.title.slice(0, 40),
        clicks: one.clicks,
        'median frame ms': one.medianFrame.toFixed(1),
        dropped: `${one.dropped} of ${one.frames}`,
        'longest task ms': one.longestTask ? one.longestTask.toFixed(0) : 'under 50',
      })),
    )
    if (results.length === 0) throw new Error('no slide has a memory stage that takes clicks')
  } finally {
    await browser.close()
    await served.close()
  }
} finally {
  await rm(folder, { recursive: true })
}
