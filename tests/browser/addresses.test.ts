import { beforeAll, describe, expect, inject, it } from 'vitest'
import {
  type DeckState,
  openDeck,
  type Position,
  press,
  readAddresses,
  readDeck,
  settle,
} from '../../tools/deck-page.ts'
import type { SlideFacts } from '../support/built-deck.ts'
import { readSteppedStates } from '../support/deck-walks.ts'
import { slideOf } from '../support/slide-of.ts'
import { readSlideState } from '../support/slide-state.ts'
import { inWords } from '../support/walk.ts'
import { useBrowser, type WatchedPage } from '../support/watched-page.ts'

const { url, pathUrl, slides } = inject('deck')
const openPage = useBrowser()
const last = slides[slides.length - 1]

describe('an address with a slide and clicks', () => {
  /** Pages in which addresses are opened side by side: each waits for frames most of the time. */
  const PAGES = 3
  /** The clicks at which a slide's addresses are opened. */
  const clicksOf = ({ clicks }: SlideFacts) => [...new Set([clicks, Math.ceil(clicks / 2)])]
  const shown = new Map<string, { place: DeckState; state: string }>()
  let stepped: (position: Position) => string
  let complaints: string[]

  beforeAll(async () => {
    stepped = await readSteppedStates(openPage)
    const windows = await Promise.all(Array.from({ length: PAGES }, () => openPage()))
    const addresses = await readAddresses(windows[0]!.page, url)
    const asked = slides.flatMap((slide) => clicksOf(slide).map((clicks) => ({ slide: slide.no, clicks })))
    await Promise.all(
      windows.map(async ({ page }) => {
        for (let position = asked.pop(); position; position = asked.pop()) {
          await openDeck(page, addresses.of(position))
          shown.set(inWords(position), { place: await readDeck(page), state: await readSlideState(page) })
        }
      }),
    )
    complaints = windows.flatMap((window) => window.complaints)
  })

  it.each(slides)('shows what clicking there shows: slide $no, $title', (slide) => {
    for (const clicks of clicksOf(slide)) {
      const position = { slide: slide.no, clicks }
      expect(shown.get(inWords(position))?.place).toMatchObject(position)
      expect(shown.get(inWords(position))?.state, `click ${clicks}`).toBe(stepped(position))
    }
  })

  it('logs no error or warning', () => {
    expect(complaints).toEqual([])
  })
})

/** Addresses that lead nowhere, and the name that the deck says is no slide's. */
const NOWHERE: [address: string, named: string][] = [
  ['nonsense', 'nonsense'],
  ['999', '999'],
  ['0', '0'],
  ['-1', '-1'],
  ['NaN', 'NaN'],
  ['rule-99-1', 'rule-99-1'],
  ['nonsense-answer', 'nonsense'],
  ['presenter/nonsense', 'nonsense'],
  ['notes-edit', 'notes-edit'],
  // More parts than a slide has, and empty ones.
  ['/', '/'],
  ['///', '///'],
  ['1/2/3', '1/2/3'],
  ['vec-new//', 'vec-new//'],
  ['/vec-new', '/vec-new'],
  ['overview/x', 'overview/x'],
  ['presenter//', '/'],
  ['presenter/2/3', '2/3'],
  ['nonsense?clicks=2#more', 'nonsense'],
  // Marks, encoded rightly and wrongly.
  ['%2F', '/'],
  ['%00', '%00'],
  ['%E0%A4%A', '%E0%A4%A'],
  ['a%2Fb/c', 'a/b/c'],
  ['100%', '100%'],
  ['%20', '%20'],
  ['two words', 'two%20words'],
  ['naïve/🦀', 'naïve/🦀'],
  ['<img src=x onerror=alert(1)>', '<img%20src=x%20onerror=alert(1)>'],
  ['(.*)', '(.*)'],
  [`x/${'long'.repeat(500)}`, `x/${'long'.repeat(15).slice(0, 58)}…`],
]

describe('an address that names no slide', () => {
  let watched: WatchedPage
  beforeAll(async () => {
    watched = await openPage()
  })

  it.each(NOWHERE)('#/%s leads to the first slide, which says so until the next step', async (address, named) => {
    const { page, complaints } = watched
    await openDeck(page, `${url}#/${address}`)
    const alert = page.getByRole('alert')
    expect(await alert.innerText()).toContain(`There is no slide “${named}”; this is the first one.`)
    expect(await readDeck(page)).toMatchObject({ slide: 1 })
    expect(new URL(page.url()).hash).toMatch(address.startsWith('presenter/') ? /^#\/presenter\/1/ : /^#\/1/)
    await press(page, 'forward')
    await expect.poll(() => alert.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('is told where the deck is open too, and the way back leads to where one was', async () => {
    const { page } = await openPage()
    await openDeck(page, `${url}#/3`)
    for (const [address, named] of [
      ['#//', '/'],
      ['#/1/2/3', '1/2/3'],
      ['#/rule-99-1', 'rule-99-1'],
      ['#/nonsense', 'nonsense'],
    ]) {
      await page.evaluate((to) => (location.hash = to), address!)
      await expect.poll(() => page.getByRole('alert').allInnerTexts()).toEqual([expect.stringContaining(`“${named}”`)])
      expect(await readDeck(page)).toMatchObject({ slide: 1 })
      await page.goBack()
      await expect.poll(() => readDeck(page)).toMatchObject({ slide: 3 })
      await expect.poll(() => page.getByRole('alert').count()).toBe(0)
    }
  })
})

describe('an address with nothing but a query, or a slash too many behind a slide', () => {
  it.each([
    ['', 1],
    ['#', 1],
    ['#/', 1],
    ['#?x=1', 1],
    ['#/?x', 1],
    ['?x', 1],
    ['#/2/', 2],
    ['#2', 2],
    ['#/2?', 2],
    ['#/2#more', 2],
  ])('“%s” is remarked upon by nobody', async (address, slide) => {
    const { page, complaints } = await openPage()
    await openDeck(page, url + address)
    expect(await readDeck(page)).toMatchObject({ slide })
    expect(await page.getByRole('alert').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})

describe('an address whose clicks the slide does not have', () => {
  it.each([
    ['99', 'last'],
    ['-3', 0],
    ['nonsense', 0],
    ['1.5', 0],
  ] as const)('?clicks=%s leads to the nearest that it has, also on a slide that is shown', async (asked, to) => {
    const { page } = await openPage()
    await openDeck(page, url)
    const slide = await slideOf(page, 'box-new-stage')
    const clicksTotal = slides[slide - 1]?.clicks ?? 0
    await openDeck(page, `${url}#/${slide}`)
    const clicks = to === 'last' ? clicksTotal : to
    await page.evaluate((address) => (location.hash = address), `#/${slide}?clicks=${asked}`)
    await settle(page)
    expect(await readDeck(page)).toMatchObject({ slide, clicks, clicksTotal })
    await press(page, to === 'last' ? 'backward' : 'forward')
    expect(await readDeck(page)).toMatchObject({ slide, clicks: to === 'last' ? clicks - 1 : 1 })
    await openDeck(page, `${url}#/${slide}?clicks=${asked}`)
    expect(await readDeck(page)).toMatchObject({ slide, clicks, clicksTotal })
  })
})

it('where a host answers with the deck although nothing is there, the address leads up to it', async () => {
  const { page } = await openPage()
  await page.goto(`${url}nonsense/deeper/#/vec-new`)
  await page.waitForURL(`${url}#/vec-new`)
  await openDeck(page, page.url())
  expect(await readDeck(page)).toMatchObject({ slide: await slideOf(page, 'vec-new') })
})

describe('a deck built for a path of its host', () => {
  it('shows its first and its last slide, loads everything from below the path and complains of nothing', async () => {
    const { page, complaints } = await openPage()
    const requested: string[] = []
    page.on('request', (request) => requested.push(request.url()))
    const addresses = await readAddresses(page, pathUrl)
    await openDeck(page, pathUrl)
    expect(await readDeck(page)).toMatchObject({ slide: 1, title: slides[0]?.title, slides: slides.length })
    await openDeck(page, addresses.of({ slide: slides.length, clicks: 0 }))
    expect(await readDeck(page)).toMatchObject({ slide: slides.length, title: last?.title })
    expect(requested.filter((address) => address.startsWith('http') && !address.startsWith(pathUrl))).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe('the speaker’s views', () => {
  it('the presenter view shows the slide and its notes', async () => {
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('presenter/1'))
    expect(await page.locator('.slidev-note').first().innerText()).not.toBe('')
    expect(complaints).toEqual([])
  })

  it('the overview shows every slide', async () => {
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.view('overview'))
    await expect.poll(() => page.locator('[data-slidev-no]').count()).toBe(slides.length)
    expect(complaints).toEqual([])
  })
})
