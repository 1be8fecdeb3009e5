import { describe, expect, inject, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { allocatorEvents } from '../../scene/plots/allocator-events.ts'
import { timeText } from '../../scene/plots/cost-plot.ts'
import { vecGrowth } from '../../scene/plots/vec-growth.ts'
import { spreadOf } from '../../scene/time-figure.ts'
import { openDeck, readAddresses } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

const CHART = '.slidev-page:visible .capacity-chart'

describe('the growth of a vector', () => {
  it('has a dot and a row of its table for each call that made it larger', async () => {
    const grown = vecGrowth(readRecording('vec-growth'), 'debug').flatMap((growth) => growth.grown)
    expect(grown.length).toBeGreaterThan(0)
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('vec-capacity'))
    expect(await page.locator(`${CHART} .dot`).count()).toBe(grown.length)
    const cells = await page.locator(`${CHART} tbody tr`).allInnerTexts()
    expect(cells.map((row) => row.split(/\s+/).slice(1, 2).map(Number))).toEqual(
      grown.map(({ capacity }) => [capacity]),
    )
    expect(await page.locator(`${CHART} svg[role=img]`).first().getAttribute('aria-label')).toContain('Vec<u64>')
    expect(complaints).toEqual([])
  })

  it('says which build was run', async () => {
    const { page } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('vec-capacity'))
    expect(await page.locator(`${CHART} .provenance`).innerText()).toMatch(/^Recorded debug · rustc \d/)
  })
})

const LOG = '.slidev-page:visible .allocation-log'

describe('the log of the allocator', () => {
  it('has a mark and a row of its table for each call, and says the one that is pointed at', async () => {
    const events = allocatorEvents(readRecording('opening-question'), 'debug')
    expect(events.length).toBeGreaterThan(0)
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('allocator-log'))
    expect(await page.locator(`${LOG} .event`).count()).toBe(events.length)
    expect(await page.locator(`${LOG} tbody tr`).count()).toBe(events.length)
    for (const [i, event] of events.entries()) {
      await page.locator(`${LOG} .event`).nth(i).hover()
      await expect.poll(() => page.locator(`${LOG} figcaption`).innerText()).toBe(`${event.sentence}.`)
    }
    expect(await page.locator(`${LOG} .provenance`).innerText()).toMatch(/^Recorded debug · rustc \d/)
    expect(complaints).toEqual([])
  })
})

describe('the cost of the heap', () => {
  const COST = '.slidev-page:visible .cost-chart'

  it('has a bar for each way, its recorded median written beside it', async () => {
    const times = readRecording('cost').builds.release!.times!
    const ways = Object.keys(times.functions)
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('cost-proof'))
    const numbers = await page.locator(`${COST} .number`).allTextContents()
    expect(numbers.toSorted()).toEqual(ways.map((way) => `${timeText(spreadOf(times, way).median)} ns`).toSorted())
    expect(await page.locator(`${COST} tbody th`).count()).toBe(ways.length)
    expect(complaints).toEqual([])
  })

  it('tells machine, samples, build and compiler on the slide', async () => {
    const { machine } = readRecording('cost').builds.release!.times!
    const { page } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('cost-proof'))
    const told = await page.locator(`${COST} .provenance`).innerText()
    expect(told).toContain(machine.cpu)
    expect(told).toMatch(/samples of .* calls each\s+Recorded release · rustc \d/)
  })
})
