import type { Route } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openDeck } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder, url } = inject('deck')
const openPage = useBrowser()

/** What only an open lab needs. */
const ONLY_LAB = /\/assets\/(?:LabBench-|lab-.*\.wasm)/

describe('the lab on its slide', () => {
  it('fetches nothing of itself before it is opened, then runs a program and is compared with its recording', async () => {
    const { page, complaints } = await openPage()
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(request.url()))
    await openDeck(page, `${url}#/lab`)
    expect(fetched.filter((address) => ONLY_LAB.test(address))).toEqual([])
    const lab = page.locator('.slidev-page:visible .lab')
    await lab.getByRole('button', { name: /^Open the lab/ }).click()
    await lab.getByLabel(/How many calls/).fill('3')
    await page.keyboard.press('Enter')
    await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toMatch(/^As you predicted: 3 calls/)
    expect(await lab.locator('.lab-proof').innerText()).toContain('Equal to the native recording')
    expect(await lab.locator('.lab-calls tbody tr').count()).toBe(3)
    for (const colours of ['light', 'dark'] as const) {
      await page.evaluate((dark) => document.documentElement.classList.toggle('dark', dark), colours === 'dark')
      expect(await findAxeViolationsIn(page, '.slidev-page:not([style*="display: none"]) .lab')).toEqual([])
    }
    expect(complaints).toEqual([])
  })

  it('takes its program from the address, refuses rubbish in words, and lives on after the module has stopped', async () => {
    const { page, complaints } = await openPage()
    await openDeck(page, `${url}#/lab?lab=Vec.u8.with_capacity-1000000000`)
    const lab = page.locator('.slidev-page:visible .lab')
    await lab.getByRole('button', { name: /^Open the lab/ }).click()
    await lab.getByRole('button', { name: /^Run/ }).click()
    await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toContain('Out of memory')
    await lab.getByLabel('From a slide').selectOption('hash')
    await lab.getByRole('button', { name: /^Run/ }).click()
    await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toMatch(/^3 calls/)
    expect(await lab.locator('.lab-about').innerText()).toContain('that block is not counted')
    expect(page.url()).toMatch(/#\/lab\?(?:clicks=\d+&)?lab=HashMap\.u64\.new\.push-9\.drop$/)
    await openDeck(page, `${url}#/lab?lab=Vec.rubbish`)
    await lab.getByRole('button', { name: /^Open the lab/ }).click()
    await expect.poll(() => lab.locator('[role=alert]').innerText()).toContain('“rubbish” is no type of elements')
    expect(complaints).toEqual([])
  })
})

it('works in the reading view at 390 px, without leaving the page’s width', async () => {
  const { page, complaints } = await openPage({ viewport: { width: 390, height: 844 }, hasTouch: true })
  await page.goto(`${url}read/?lab=Vec.String.new.push-5.drop#lab`)
  const lab = page.locator('#lab .lab')
  await lab.getByRole('button', { name: /^Open the lab/ }).tap()
  await lab.getByRole('button', { name: /^Run/ }).tap()
  await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toMatch(/^7 calls/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await findAxeViolationsIn(page, '#lab .lab')).toEqual([])
  expect(complaints).toEqual([])
})

it('works without a network after it was opened once', async () => {
  const served = await serve(folder, '/', { rewrites: false })
  const { page, complaints } = await openPage({ offline: true })
  await openDeck(page, `${served.url}#/lab`)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  const lab = page.locator('.slidev-page:visible .lab')
  await lab.getByRole('button', { name: /^Open the lab/ }).click()
  await lab.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toMatch(/^3 calls/)
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('lab')).keys()).map(({ url }) => url)))
    .toEqual([expect.stringMatching(ONLY_LAB), expect.stringMatching(/\.wasm$/)])
  await served.close()
  await page.context().setOffline(true)
  await page.goto('about:blank')
  await openDeck(page, `${served.url}#/lab`)
  await lab.getByRole('button', { name: /^Open the lab/ }).click()
  await lab.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => lab.locator('p.lab-result[role=status]').innerText()).toMatch(/^3 calls/)
  expect(complaints).toEqual([])
})

it('is worked by the keyboard alone, says each result, and leads back to the slides', async () => {
  const { page, complaints } = await openPage()
  await openDeck(page, `${url}#/lab?lab=Vec.u64.new`)
  const lab = page.locator('.slidev-page:visible .lab')
  await lab.locator('.lab-open').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('lab-bench')
  await expect.poll(() => lab.locator('.lab-about').innerText()).toMatch(/The real std of Rust \d+\.\d+\.\d+, compiled/)
  const tabTo = async (name: string) => {
    for (let pressed = 0; pressed < 60; pressed++) {
      await page.keyboard.press('Tab')
      const named = await page.evaluate(() => {
        const { activeElement } = document
        return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent.trim() ?? ''
      })
      if (named === name) return
    }
    throw new Error(`Tab does not reach “${name}”`)
  }
  await tabTo('push n')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Space')
  expect(await lab.locator('.lab-program li').count()).toBe(3)
  await expect.poll(() => lab.getByRole('status').first().innerText()).toBe('Added: push 9.')
  await tabTo('Remove for _ in 0..9 { value.push(element(value.len())); }')
  await page.keyboard.press('Enter')
  await expect.poll(() => lab.locator('.lab-program li').count()).toBe(2)
  expect(await page.evaluate(() => document.activeElement?.closest('.lab-program') !== null)).toBe(true)
  await tabTo('Run without a prediction')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => lab.locator('.lab-result').innerText())
    .toMatch(/^3 calls of the allocator, of which 2 reallocs/)
  expect(await lab.locator('.lab-strip svg').getAttribute('aria-label')).toMatch(/^Addresses from 0x.* 1 blocks? live/)
  const before = await page.locator('.slidev-page:visible').getAttribute('data-slidev-no')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => page.locator('.slidev-page:visible').getAttribute('data-slidev-no')).not.toBe(before)
  expect(complaints).toEqual([])
})

it('a link to a prepared program opens it, also in a lab that is open', async () => {
  const { page } = await openPage()
  await openDeck(page, `${url}#/lab?lab=Vec.u8.new.push-3`)
  const lab = page.locator('.slidev-page:visible .lab')
  await lab.getByRole('button', { name: 'Open the lab with the program of this address' }).click()
  await expect.poll(() => lab.locator('.lab-program').innerText()).toContain('Vec<u8>')
  await page.evaluate(() => (location.hash = '#/lab?lab=Rc.u64.new.clone'))
  await expect.poll(() => lab.locator('.lab-program').innerText()).toContain('Rc::clone')
})

it('is printed as its last result, without what is there to be pressed', async () => {
  const { page } = await openPage()
  await page.goto(`${url}read/?lab=Vec.u64.new.push-9.shrink_to_fit#lab`)
  const lab = page.locator('#lab .lab')
  await lab.getByRole('button', { name: /^Open the lab/ }).click()
  await lab.getByRole('button', { name: /^Run/ }).click()
  await lab.locator('.lab-proof').waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await lab.getByText(/^4 calls of the allocator/).isVisible()).toBe(true)
  expect(await lab.locator('.lab-calls tbody tr').count()).toBe(4)
  expect(await lab.locator('button:visible, select:visible, input:visible').count()).toBe(0)
})

it('says that its module cannot be had, and runs when it can be again', async () => {
  const { page } = await openPage()
  const uncaught: string[] = []
  page.on('pageerror', (error) => uncaught.push(error.message))
  const refuse = (route: Route) => route.abort()
  await page.route(/\.wasm$/, refuse)
  await openDeck(page, `${url}#/lab`)
  const lab = page.locator('.slidev-page:visible .lab')
  await lab.getByRole('button', { name: /^Open the lab/ }).click()
  await lab.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => lab.getByRole('alert').innerText()).toContain('The lab did not run')
  await page.unroute(/\.wasm$/, refuse)
  await lab.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => lab.locator('p.lab-result').innerText()).toMatch(/^3 calls/)
  expect(await lab.getByRole('alert').innerText()).toBe('')
  await expect.poll(() => lab.locator('.lab-about').innerText()).toMatch(/of Rust \d/)
  expect(uncaught).toEqual([])
})
