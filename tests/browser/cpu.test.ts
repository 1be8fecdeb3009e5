import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { goTo, openDeck, press, readAddresses, readDeck, tap } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

const CPU = '.slidev-page:visible .cpu-player'
/** How much slower than in a talk a flight is watched. */
const SLOWER = 40

/** Opens the slide of the push instruction at a click. */
async function openSlide(page: Page, clicks: number): Promise<number> {
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.view('push'))
  const { slide } = await readDeck(page)
  // A slide's clicks are known once its components are there; a jump before that ends at click 0.
  await expect.poll(async () => (await readDeck(page)).clicksTotal).toBeGreaterThan(0)
  await goTo(page, { slide, clicks })
  return slide
}

const text = (page: Page, inside: string) => page.locator(`${CPU} ${inside}`).innerText()

describe('instruction by instruction', () => {
  it('shows after each click the registers that were recorded', async () => {
    const run = readRecording('push-instruction').builds['release']?.trace?.instructionRuns[0]
    const { page, complaints } = await openPage()
    const slide = await openSlide(page, 0)
    const { clicksTotal } = await readDeck(page)
    const listed = new Set(readRecording('push-instruction').builds['release']?.listings.map((one) => one.function))
    const steps = run?.steps.filter((step) => listed.has(step.function)) ?? []
    expect(clicksTotal).toBe(steps.length)
    for (const [i, step] of steps.entries()) {
      await goTo(page, { slide, clicks: i + 1 })
      const lit = page.locator(`${CPU} .asm [aria-current=step]`)
      expect(await lit.count()).toBe(1)
      const chips = await page.locator(`${CPU} .cpu-registers li.changed b`).allInnerTexts()
      const changed = Object.keys(step.registers).filter((name) => !['eflags', 'rip'].includes(name))
      expect(chips.filter((name) => name !== 'rsp').sort()).toEqual(changed.filter((name) => name !== 'rsp').sort())
      const address = await page.locator(`${CPU} .cpu-stack li .address`).allInnerTexts()
      expect(address).toContain(`…${step.rsp.slice(-4)}`)
    }
    expect(complaints).toEqual([])
  })

  it('says each step, gives registers and stack as a table, and steps back to the same picture', async () => {
    const { page } = await openPage()
    await openSlide(page, 1)
    const first = await text(page, '[aria-live=polite]')
    expect(first).toMatch(/^push moved rsp down 8 bytes/)
    expect(await page.locator(`${CPU} table tbody tr`).count()).toBeGreaterThan(5)
    await press(page, 'forward')
    expect(await text(page, '[aria-live=polite]')).not.toBe(first)
    await press(page, 'backward')
    expect(await text(page, '[aria-live=polite]')).toBe(first)
  })

  it('tells in full what a viewer focuses, and leaves the deck its keys', async () => {
    const { page } = await openPage()
    const slide = await openSlide(page, 1)
    await page.locator(`${CPU} .cpu-stack li.write`).focus()
    expect(await text(page, '.pointed')).toMatch(/^0x7f[0-9a-f]+, caller’s rbx/)
    await tap(page, 'ArrowRight')
    await expect.poll(async () => (await readDeck(page)).clicks).toBe(2)
    expect((await readDeck(page)).slide).toBe(slide)
  })

  it('a value flies from its register, unless the viewer wants no motion', async () => {
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { page } = await openPage({ reducedMotion })
      await openSlide(page, 0)
      const session = await page.context().newCDPSession(page)
      await session.send('Animation.enable')
      await session.send('Animation.setPlaybackRate', { playbackRate: 1 / SLOWER })
      await tap(page, 'ArrowRight')
      await expect.poll(() => page.locator(`${CPU} .cpu-stack li.write`).count()).toBe(1)
      expect(await page.locator('.cpu-flights span').count(), reducedMotion).toBe(reducedMotion === 'reduce' ? 0 : 1)
      await session.send('Animation.setPlaybackRate', { playbackRate: 10 })
      await expect.poll(() => page.locator('.cpu-flights').count()).toBe(0)
    }
  })
})
