import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, readAddresses, readDeck } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder, slides } = inject('deck')
const openPage = useBrowser()

/** Resolves when the deck has kept itself. */
const kept = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

describe.each(['/', '/talks/rust/'])('below %s, after one visit', (base) => {
  it('every slide shows without a network, and none complains', async () => {
    const served = await serve(folder, base, { rewrites: false })
    const { page, complaints } = await openPage({ offline: true })
    const addresses = await readAddresses(page, served.url)
    await openDeck(page, served.url)
    await kept(page)
    // The page that was there goes on …
    await served.close()
    await page.context().setOffline(true)
    await goTo(page, { slide: slides.length, clicks: 0 })
    expect(await readDeck(page)).toMatchObject({ slide: slides.length })
    // … and a new one starts, at the cover and elsewhere.
    await openDeck(page, served.url)
    expect(await readDeck(page)).toMatchObject({ slide: 1, slides: slides.length })
    for (const { no, clicks, title } of slides) {
      if (no % 10 === 1) await openDeck(page, addresses.of({ slide: no, clicks }))
      else await goTo(page, { slide: no, clicks })
      expect(await readDeck(page)).toMatchObject({ slide: no, clicks, title })
    }
    expect(complaints).toEqual([])
  })
})

/** Addresses below the deck's, on hosts of either kind. */
const EVERYWHERE = [
  '',
  '?',
  '?x=1',
  '?#/vec-new',
  'index.html',
  'index.html?',
  '%69ndex.html',
  'read',
  'read?',
  'read/?',
  'read/?x=1#vec-new',
  'read/index.html?',
  'read/index',
  'find',
  'find?q=box',
  'find/',
  'find/index.html?x=1',
]
/** Addresses that only a host knows which answers what is unknown with the deck. */
const REWRITTEN = ['nonsense', 'nonsense/deeper/?x#/vec-new', 'read/nonsense']

/** Where an address ends, what stands there and in which font: nothing of that may depend on a network. */
async function readPage(page: Page, address: string) {
  await page.goto('about:blank')
  await page.goto(address)
  const heading = page.locator('main:visible:not(#first-paint main) h1').first()
  await heading.waitFor()
  return {
    // The deck itself writes its first slide's number; a query that is empty says nothing.
    address: page
      .url()
      .replace(/#(?:\/1)?$/, '')
      .replace(/\?(?=#|$)/, ''),
    heading: await heading.innerText(),
    font: await heading.evaluate((one) => getComputedStyle(one).fontFamily),
  }
}

describe.each([
  ['/', true],
  ['/talks/rust/', false],
])('below %s (rewrites: %s), after one visit', (base, rewrites) => {
  it('any address that works online works offline, and leads to the same', async () => {
    const served = await serve(folder, base, { rewrites })
    const online = await openPage()
    const { page, complaints } = await openPage({ offline: true })
    await openDeck(page, served.url)
    await kept(page)
    const addresses = [...EVERYWHERE, ...(rewrites ? REWRITTEN : [])].map((address) => served.url + address)
    const answers = []
    for (const address of addresses) answers.push(await readPage(online.page, address))
    await served.close()
    await page.context().setOffline(true)
    for (const [at, address] of addresses.entries()) {
      const answer = answers[at]!
      // Where a host answers with the deck, it may stay at the unknown address; offline it goes up to its own.
      if (at >= EVERYWHERE.length) answer.address = expect.stringContaining(served.url)
      expect(await readPage(page, address), address).toEqual(answer)
    }
    expect(complaints).toEqual([])
  })
})

it('can be installed: the manifest names pictures that are there', async () => {
  const served = await serve(folder)
  try {
    const { page } = await openPage()
    await page.goto(served.url)
    const devtools = await page.context().newCDPSession(page)
    const { errors, data = '' } = await devtools.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data) as { name: string; start_url: string; icons: { src: string; sizes: string }[] }
    expect(manifest).toMatchObject({ name: 'Understanding Allocations', start_url: './' })
    for (const { src, sizes } of manifest.icons) {
      const size = await page.evaluate(async (address) => {
        const picture = new Image()
        picture.src = address
        await picture.decode()
        return `${picture.naturalWidth}x${picture.naturalHeight}`
      }, src)
      if (sizes !== 'any') expect(size).toBe(sizes)
    }
  } finally {
    await served.close()
  }
})
