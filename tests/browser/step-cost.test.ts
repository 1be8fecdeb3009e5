import { beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, press, readAddresses, readDeck } from '../../tools/deck-page.ts'
import { waitForControls } from '../support/deck-views.ts'
import { walkDeck } from '../support/deck-walks.ts'
import { STAGE, type StepCost } from '../support/step-costs.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/**
 * The most elements that a step of any stage may change and animate, and whose styles it may have the browser work out
 * anew at once. The largest changed 155, animated 36 and restyled 154.
 */
const MOST = { changed: 180, animated: 45, restyled: 240 }

/** What begins and ends a step in a trace. */
const [BEGINS, ENDS] = ['step begins', 'step ends']

/**
 * How many elements' styles the browser worked out anew at once, at most, in each step of a trace. What a step restyles
 * one after the other is not added up: a busy machine draws more frames of a movement before it is put to its end.
 */
function countRestyled(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as {
    traceEvents: { name: string; pid: number; ts: number; args: { elementCount?: number } }[]
  }
  const events = traceEvents.toSorted((a, b) => a.ts - b.ts)
  const ends = events.filter(({ name }) => name === ENDS)
  return events
    .filter(({ name }) => name === BEGINS)
    .map(({ pid, ts }, index) =>
      events
        .filter((one) => one.name === 'UpdateLayoutTree' && one.pid === pid)
        .filter((one) => one.ts > ts && one.ts < (ends[index]?.ts ?? 0))
        .reduce((most, { args }) => Math.max(most, args.elementCount ?? 0), 0),
    )
}

describe.each(['light', 'lightBack'] as const)('a click on a slide, %s', (name) => {
  let steps: (StepCost & { slide: number })[]
  beforeAll(async () => {
    const { visits } = await walkDeck(name, openPage)
    steps = visits.flatMap(({ slide, cost }, i) => (cost && visits[i - 1]?.slide === slide ? [{ slide, ...cost }] : []))
  })

  it('never asks the browser where something is: it would lay out at once what the step has changed', () => {
    const clicks = slides.reduce((sum, slide) => sum + slide.clicks, 0)
    expect(steps).toHaveLength(clicks)
    const asked = steps.flatMap(({ slide, layoutReads }) => layoutReads.map((read) => `slide ${slide}: ${read}`))
    expect([...new Set(asked)]).toEqual([])
  })

  it('changes and moves a number of elements of a stage that a slow machine has drawn in time', () => {
    const ofStages = steps.filter(({ ofStage }) => ofStage)
    for (const what of ['changed', 'animated'] as const) {
      const most = Math.max(...ofStages.map((step) => step[what]))
      expect(most, what).toBeGreaterThan(0)
      expect(most, what).toBeLessThanOrEqual(MOST[what])
    }
  })
})

it('a step of a stage has the styles of few elements worked out anew at once', async () => {
  const { visits } = await walkDeck('light', openPage)
  const staged = new Set(visits.filter(({ cost }) => cost?.ofStage).map(({ slide }) => slide))
  expect(staged.size).toBeGreaterThan(5)
  const { page } = await openPage()
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  await openDeck(page, url)
  await waitForControls(page)
  await browser.startTracing(page, { categories: ['blink.user_timing', 'devtools.timeline'] })
  for (const { no, clicks } of slides.filter(({ no }) => staged.has(no))) {
    await goTo(page, { slide: no, clicks: 0 })
    for (let click = 0; click < clicks; click++) {
      await page.evaluate((name) => performance.mark(name), BEGINS)
      await press(page, 'forward')
      await page.evaluate((name) => performance.mark(name), ENDS)
    }
  }
  const restyled = Math.max(...countRestyled(await browser.stopTracing()))
  expect(restyled).toBeGreaterThan(0)
  expect(restyled).toBeLessThanOrEqual(MOST.restyled)
})

it('a key is heard, the talk steps and a stage is drawn in a task each', async () => {
  const { page } = await openPage()
  await openDeck(page, url)
  let stages = 0
  for (const { no, clicks } of slides.filter((slide) => slide.clicks > 0)) {
    await goTo(page, { slide: no, clicks: 0 })
    const stage = page.locator(STAGE).filter({ visible: true }).first()
    if (!(await stage.count())) continue
    stages++
    const seen = await stage.evaluate(async (element: HTMLElement) => {
      const places: string[] = []
      const look = () => {
        const place = `clicks ${window.deckNavigation?.clicks}, step ${element.dataset.step}`
        if (place !== places.at(-1)) places.push(place)
      }
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight' }))
      window.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowRight', code: 'ArrowRight' }))
      // All that belongs to the key's own task: its microtasks.
      for (let turn = 0; turn < 1000; turn++) await Promise.resolve()
      look()
      while (element.dataset.step === '0') {
        await new Promise((resolve) => setTimeout(resolve))
        look()
      }
      return places
    })
    expect(seen, `slide ${no} of ${clicks} clicks`).toEqual([
      'clicks 0, step 0',
      'clicks 1, step 0',
      'clicks 1, step 1',
    ])
  }
  expect(stages).toBeGreaterThan(5)
})

it('keys that step the talk do not make the browser scroll, and other keys stay the browser’s', async () => {
  const { page } = await openPage()
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.of({ slide: 2, clicks: 0 }))
  const isTaken = (init: { key: string; altKey?: boolean }) =>
    page.evaluate((given) => {
      const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
      document.body.dispatchEvent(new KeyboardEvent('keyup', { ...given, bubbles: true }))
      return event.defaultPrevented
    }, init)
  expect(await isTaken({ key: 'ArrowRight' })).toBe(true)
  await expect.poll(() => readDeck(page)).toMatchObject({ slide: 3 })
  expect(await isTaken({ key: 'ArrowLeft' })).toBe(true)
  expect(await isTaken({ key: 'ArrowLeft', altKey: true })).toBe(false)
  expect(await isTaken({ key: 'a' })).toBe(false)
  await openDeck(page, addresses.view('presenter/2'))
  expect(await isTaken({ key: 'ArrowDown' })).toBe(false)
})
