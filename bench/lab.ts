/**
 * How soon the lab runs once it is opened, with a CPU four times slower than this one, and how long ten thousand
 * operations take in it on this machine. Run with `npm run bench -- lab`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS, openDeck } from '../tools/deck-page.ts'
import { serve } from '../tools/serve.ts'
import { compress, putDeck } from './built-pages.ts'
import { NETWORK } from './first-load.ts'
import { machineLoad, median, SLOWER, verdict, type BenchOptions } from './options.ts'

/** The longest that the lab may take to be there, and to run ten thousand operations, ms. */
const LIMITS = { opened: 300, run: 100 }
/** What the lab says when its module has run. */
const VERSION = String.raw`of Rust \d`
const PROGRAMS = ['Vec.u64.new.push-10000', 'Vec.String.new.push-10000.drop', 'BTreeMap.u64.new.push-10000.drop']

/** Opens the lab's slide in a context of its own and measures there. */
async function onSlide<T>(browser: Browser, address: string, measure: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: CANVAS })
  try {
    const page = await context.newPage()
    await openDeck(page, address)
    return await measure(page)
  } finally {
    await context.close()
  }
}

/** ms from a click in the lab until one of its elements says something. */
function timeUntil(page: Page, click: string, element: string, says: string): Promise<number> {
  return page.locator('.slidev-page:visible .lab').evaluate(
    async (lab, [button, place, text]) => {
      const said = new RegExp(text)
      const from = performance.now()
      lab.querySelector<HTMLElement>(button)?.click()
      while (!said.test(lab.querySelector(place)?.textContent ?? '')) {
        await new Promise((resolve) => setTimeout(resolve))
      }
      return performance.now() - from
    },
    [click, element, says] as const,
  )
}

/** Opens the lab, over a slow network too where `slow`, until its module has run and said its version. */
function openOnce(browser: Browser, url: string, slow: boolean): Promise<number> {
  return onSlide(browser, `${url}#/lab`, async (page) => {
    const devtools = await page.context().newCDPSession(page)
    if (slow) {
      await devtools.send('Network.enable')
      await devtools.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK })
    }
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    return timeUntil(page, '.lab-open', '.lab-about', VERSION)
  })
}

/** Runs a program in the open lab until its result stands there. */
function runOnce(browser: Browser, url: string, program: string): Promise<number> {
  return onSlide(browser, `${url}#/lab?lab=${program}`, async (page) => {
    await timeUntil(page, '.lab-open', '.lab-about', VERSION)
    return timeUntil(page, '.lab-ask [type=submit]', '.lab-result', String.raw`\w`)
  })
}

/** Measures, and says of the medians whether the limits are kept. */
export async function benchLab({ runs, deck }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-lab-'))
  try {
    await putDeck(join(folder, 'deck'), deck)
    await compress(join(folder, 'deck'))
    const served = await serve(join(folder, 'deck'))
    const browser = await launchBrowser()
    try {
      const measured: [string, () => Promise<number>, number | undefined][] = [
        [`opened, CPU ${SLOWER} times slower`, () => openOnce(browser, served.url, false), LIMITS.opened],
        ['opened so over a slow network', () => openOnce(browser, served.url, true), undefined],
        ...PROGRAMS.map((program): [string, () => Promise<number>, number] => [
          program,
          () => runOnce(browser, served.url, program),
          LIMITS.run,
        ]),
      ]
      const times = measured.map((): number[] => [])
      for (let round = 0; round < runs; round++) {
        for (const [index, [, measure]] of measured.entries()) times[index]?.push(await measure())
      }
      console.log(`Medians of ${runs}; ${machineLoad()}`)
      console.table(
        measured.map(([name, , limit], index) => {
          const all = times[index] ?? []
          return {
            '': name,
            median: `${Math.round(median(all))} ms`,
            from: `${Math.round(Math.min(...all))} ms`,
            to: `${Math.round(Math.max(...all))} ms`,
            limit: limit === undefined ? '–' : `${limit} ms`,
            kept: limit === undefined ? '–' : verdict(median(all) <= limit),
          }
        }),
      )
    } finally {
      await browser.close()
      await served.close()
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}
