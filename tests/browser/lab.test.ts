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
    await expect.poll(() => lab.locator('[role=status]').innerText()).toMatch(/^As you predicted: 3 calls/)
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
    await openDeck(page, `${url}?lab=Vec.u8.with_capacity-1000000000#/lab`)
    const lab = page.locator('.slidev-page:visible .lab')
    await lab.getByRole('button', { name: /^Open the lab/ }).click()
    await lab.getByRole('button', { name: /^Run/ }).click()
    await expect.poll(() => lab.locator('[role=status]').innerText()).toContain('Out of memory')
    await lab.getByLabel('From a slide').selectOption('hash')
    await lab.getByRole('button', { name: /^Run/ }).click()
    await expect.poll(() => lab.locator('[role=status]').innerText()).toMatch(/^3 calls/)
    expect(new URL(page.url()).searchParams.get('lab')).toBe('HashMap.u64.new.push-9.drop')
    await page.goto('about:blank')
    await openDeck(page, `${url}?lab=Vec.rubbish#/lab`)
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
  await expect.poll(() => lab.locator('[role=status]').innerText()).toMatch(/^7 calls/)
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
  await expect.poll(() => lab.locator('[role=status]').innerText()).toMatch(/^3 calls/)
  await page.waitForFunction(async () => (await (await caches.open('lab')).keys()).length >= 2)
  await served.close()
  await page.context().setOffline(true)
  await page.goto('about:blank')
  await openDeck(page, `${served.url}#/lab`)
  await lab.getByRole('button', { name: /^Open the lab/ }).click()
  await lab.getByRole('button', { name: /^Run/ }).click()
  await expect.poll(() => lab.locator('[role=status]').innerText()).toMatch(/^3 calls/)
  expect(complaints).toEqual([])
})
