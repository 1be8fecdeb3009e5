import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { tap } from '../tools/deck-page.ts'

/** How long a step is watched: its motion and the frames after it, ms. */
export const WATCHED = 600
/** One frame at 60 a second, ms. */
const FRAME = 1000 / 60
/** What begins the names of the marks before each step, and after the last. */
const MARK = 'step '

/** What was seen while a slide was walked once to its last click and back. */
export interface Walk {
  /** The longest task of the main thread, ms, and how much of it that thread had a core, ms. */
  longest: { wall: number; cpu: number; step: string }
  /** Frames that took longer than one and a half of what they should, and all. */
  dropped: number
  frames: number
}

/** The part of a trace event that is used here: times in µs. */
interface TraceEvent {
  name: string
  cat?: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  tdur?: number
}

/** Walks the slide that is shown from its first click to its last and back, and watches the main thread. */
export async function walkSlide(browser: Browser, page: Page, clicks: number): Promise<Walk> {
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
  await page.evaluate(beginFrames)
  for (let step = 1; step <= 2 * clicks; step++) {
    const to = step <= clicks ? step : 2 * clicks - step
    const name = step <= clicks ? `to ${to}` : `back to ${to}`
    await page.evaluate((mark) => performance.mark(mark), MARK + name)
    await tap(page, step <= clicks ? 'ArrowRight' : 'ArrowLeft')
    await wait(WATCHED)
  }
  const frames = await page.evaluate(endFrames, MARK)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  return {
    longest: longestTask(traceEvents),
    dropped: frames.filter((frame) => frame > 1.5 * FRAME).length,
    frames: frames.length,
  }
}

declare global {
  interface Window {
    /** ms between two frames, while they are watched. */
    watchedFrames?: number[]
  }
}

function beginFrames(): void {
  const frames: number[] = []
  window.watchedFrames = frames
  let last = performance.now()
  const onFrame = (now: number) => {
    frames.push(now - last)
    last = now
    if (window.watchedFrames === frames) requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
}

function endFrames(mark: string): number[] {
  performance.mark(mark)
  performance.clearMarks()
  const frames = window.watchedFrames ?? []
  window.watchedFrames = undefined
  return frames
}

/** The longest task between the marks, on the thread that made them. */
function longestTask(events: readonly TraceEvent[]): Walk['longest'] {
  const marks = events
    .filter(({ cat, name }) => cat?.includes('blink.user_timing') && name.startsWith(MARK))
    .toSorted((a, b) => a.ts - b.ts)
  const [first] = marks
  const last = marks.at(-1)
  if (!first || !last) throw new Error('the trace has none of the marks that were made')
  const tasks = events.filter(
    ({ name, ph, pid, tid, ts }) =>
      /::RunTask$/.test(name) && ph === 'X' && pid === first.pid && tid === first.tid && ts > first.ts && ts < last.ts,
  )
  return tasks.reduce(
    (longest, { ts, dur = 0, tdur = 0 }) =>
      dur / 1000 <= longest.wall
        ? longest
        : {
            wall: dur / 1000,
            cpu: tdur / 1000,
            step: marks.findLast((mark) => mark.ts <= ts)?.name.slice(MARK.length) ?? '',
          },
    { wall: 0, cpu: 0, step: '' },
  )
}
