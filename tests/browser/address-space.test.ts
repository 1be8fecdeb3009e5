import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { goTo, openDeck, press, readAddresses, readDeck } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

const SPACE = '.slidev-page:visible .address-space'

async function open(page: Page, alias: string): Promise<number> {
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.view(alias))
  return (await readDeck(page)).slide
}

/** Values on the map, with the text of the row whose middle they share. */
function placed(page: Page): Promise<{ value: string; row: string }[]> {
  return page.evaluate(() => {
    const middle = (element: Element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return (top + bottom) / 2
    }
    const shown = [...document.querySelectorAll('.address-space')].find((element) => element.checkVisibility())
    const rows = [...(shown?.querySelectorAll('.space-map li') ?? [])]
    return [...(shown?.querySelectorAll('.space-values .placed') ?? [])].map((value) => {
      const row = rows.find((one) => Math.abs(middle(one) - middle(value)) < 1)
      return {
        value: value.querySelector('.label')?.textContent ?? '',
        row: row?.querySelector('b')?.textContent ?? '',
      }
    })
  })
}

describe('the address space', () => {
  it('lists every recorded mapping without a click', async () => {
    const { page, complaints } = await openPage()
    await open(page, 'address-space')
    const count = readRecording('regions').builds['debug']?.addressSpace?.mappings.length
    expect(await page.locator(`${SPACE} .sentence`).innerText()).toContain(`${count} mapped ranges`)
    expect(await page.locator(`${SPACE} .space-values .placed`).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('lands each value on its recorded mapping, click by click', async () => {
    const space = readRecording('regions').builds['debug']?.addressSpace
    const { page } = await openPage()
    const slide = await open(page, 'regions')
    await expect.poll(async () => (await readDeck(page)).clicksTotal).toBeGreaterThan(0)
    const { clicksTotal } = await readDeck(page)
    let before = 0
    for (let clicks = 1; clicks <= clicksTotal; clicks++) {
      await goTo(page, { slide, clicks })
      const values = await placed(page)
      expect(values.length).toBeGreaterThanOrEqual(before)
      before = values.length
      for (const { value, row } of values) {
        const part = value.startsWith('*') ? 'target' : 'place'
        const recorded = space?.values.find((one) => one.part === part && one.variable === value.replace('*', ''))
        const role = recorded?.mapping === undefined ? 'nothing mapped' : space?.mappings[recorded.mapping]?.role
        expect(row, value).toBe(role)
      }
    }
    expect(before).toBeGreaterThan(5)
  })

  it('says and tables where they are, and goes back as it came', async () => {
    const { page } = await openPage()
    const slide = await open(page, 'regions')
    await expect.poll(async () => (await readDeck(page)).clicksTotal).toBeGreaterThan(0)
    await goTo(page, { slide, clicks: 2 })
    const [sentence, values] = [await page.locator(`${SPACE} .sentence`).innerText(), await placed(page)]
    await press(page, 'forward')
    await press(page, 'backward')
    expect(await page.locator(`${SPACE} .sentence`).innerText()).toBe(sentence)
    expect(await placed(page)).toEqual(values)
    const table = await page.locator(`${SPACE} table`).textContent()
    for (const { value } of values) expect(table).toContain(value)
  })
})
