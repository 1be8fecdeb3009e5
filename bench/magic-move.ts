/**
 * Measures the deck's largest magic move from Rust to assembly in Chromium with a CPU four times
 * slower: frames, the longest task, and whether it keeps 60 frames a second.
 * Run with `npm run bench -- magic-move`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS, goTo, openDeck, readDeck } from '../tools/deck-page.ts'
import { serve } from '../tools/serve.ts'
import { buildDeck } from '../tools/slidev.ts'

/** How much slower than this machine the CPU is made. */
const SLOWER = 4
/** Milliseconds of a frame at 60 a second. */
const FRAME = 1000 / 60
/** Milliseconds that are watched from a click on; a move takes 420. */
const WATCHED = 900
/** How many frames hold the work of the click. */
const STARTING = 3
/** How often the move is measured each way. */
const RUNS = 7
/** Milliseconds that Slidev takes at most to mount the neighbouring slides, after a jump to a slide. */
const MOUNTING = 4000

const DIRECTIONS = { forward: 'ArrowRight', backward: 'ArrowLeft' } as const
type Direction = keyof typeof DIRECTIONS
type Move = { slide: number; clicks: number; title: string; words: number }
type Run = { frames: number[]; longest: number }

/** All moves of the deck, by what their flights carry. */
async function findMoves(page: Page): Promise<Move[]> {
  const moves: Move[] = []
  const { slides } = await readDeck(page)
  for (let slide = 1; slide <= slides; slide++) {
    await goTo(page, { slide, clicks: 0 })
    const { clicksTotal, title } = await readDeck(page)
    if ((await page.locator(`[data-slidev-no="${slide}"] .rust-to-asm`).count()) === 0) continue
    for (let clicks = 0; clicks < clicksTotal; clicks++) {
      await goTo(page, { slide, clicks })
      const { words } = await watchClick(page, 'forward')
      if (words > 0) moves.push({ slide, clicks, title, words })
    }
  }
  return moves.sort((a, b) => b.words - a.words)
}

/**
 * Clicks once and watches: milliseconds between frames while words fly, the longest task, and how
 * many words. The first three frames hold the work of the click, the rest only the motion.
 */
function watchClick(page: Page, direction: Direction): Promise<Run & { words: number }> {
  return page.evaluate(
    async ([watched, key]) => {
      const frames: number[] = []
      let words = 0
      let longest = 0
      const tasks = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration)
      })
      tasks.observe({ type: 'longtask' })
      const start = performance.now()
      let last = start
      for (const type of ['keydown', 'keyup']) {
        window.dispatchEvent(new KeyboardEvent(type, { key, code: key, bubbles: true }))
      }
      // A live list: a search through the whole document in each frame would be measured with it.
      const moving = document.getElementsByClassName('asm-flight moving')
      while (performance.now() - start < watched) {
        const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
        const flying = moving[0]?.childElementCount ?? 0
        words = Math.max(words, flying)
        if (flying > 0) frames.push(now - last)
        last = now
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
      tasks.disconnect()
      return { frames, longest, words }
    },
    [WATCHED, DIRECTIONS[direction]] as const,
  )
}

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

/** Flies the move there and back; what is made ready before a click is ready, as in a talk. */
async function measure(page: Page, move: Move): Promise<Record<Direction, Run[]>> {
  const runs: Record<Direction, Run[]> = { forward: [], backward: [] }
  const ready = () =>
    page.waitForFunction((slide) => {
      const flights = [...document.querySelectorAll(`[data-slidev-no="${slide}"] .asm-flight`)]
      return flights.length > 0 && flights.every((flight) => flight.matches('.ready'))
    }, move.slide)
  await goTo(page, move)
  await page.waitForTimeout(MOUNTING)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  for (let run = 0; run < RUNS; run++) {
    for (const direction of ['forward', 'backward'] as const) {
      await ready()
      await page.waitForTimeout(WATCHED)
      runs[direction].push(await watchClick(page, direction))
    }
  }
  return runs
}

/** Prints what was measured one way; gives whether it kept 60 frames a second. */
function report(direction: Direction, runs: Run[]): boolean {
  const gaps = runs.flatMap((run) => run.frames.slice(STARTING)).sort((a, b) => a - b)
  const late = gaps.filter((gap) => gap > 1.5 * FRAME).length
  const [median, most, worst] = [0.5, 0.95, 1].map((share) => percentile(gaps, share).toFixed(1))
  const starts = runs.map((run) => Math.max(...run.frames.slice(0, STARTING))).sort((a, b) => a - b)
  const tasks = runs.map((run) => run.longest).sort((a, b) => a - b)
  // The browser reports tasks from 50 ms on.
  const [usual, longest] = [percentile(tasks, 0.5), percentile(tasks, 1)].map((task) =>
    task === 0 ? 'under 50' : task.toFixed(0),
  )
  console.log(`${direction}, ${runs.length} times`)
  console.log(
    `  until it moves  longest frame median ${percentile(starts, 0.5).toFixed(0)} ms, at worst ${percentile(starts, 1).toFixed(0)} ms`,
  )
  console.log(`  then frames     ${gaps.length}, ${late} of them late`)
  console.log(`  between two     median ${median} ms, 95 % up to ${most} ms, longest ${worst} ms`)
  console.log(`  longest task    median ${usual} ms, at worst ${longest} ms`)
  return percentile(gaps, 0.95) <= 1.5 * FRAME
}

const folder = await mkdtemp(join(tmpdir(), 'deck-'))
try {
  console.log('Building the deck …')
  await buildDeck({ out: folder })
  const served = await serve(folder)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: CANVAS })
    await openDeck(page, served.url)
    const [move] = await findMoves(page)
    if (!move) throw new Error('no slide of the deck moves from Rust to assembly')
    console.log(`Slide ${move.slide}, click ${move.clicks + 1}, ${move.title}: ${move.words} words fly.`)
    console.log(`With a CPU ${SLOWER} times slower:`)
    const [load = 0] = loadavg()
    console.log(`Other work on this machine: load ${load.toFixed(1)} on ${availableParallelism()} processors.`)
    const runs = await measure(page, move)
    const kept = [report('forward', runs.forward), report('backward', runs.backward)]
    if (kept.includes(false)) {
      console.error('It does not keep 60 frames a second.')
      process.exitCode = 1
    }
  } finally {
    await browser.close()
    await served.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
