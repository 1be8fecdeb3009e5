import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { goTo, openDeck, type Position } from '../../tools/deck-page.ts'
import { findAxeViolations } from './axe-findings.ts'
import { waitForControls } from './deck-views.ts'
import { findFaintText } from './faint-text.ts'
import { findForeignLetters } from './foreign-letters.ts'
import { madeOnce } from './made-once.ts'
import { findMotions } from './motions.ts'
import { shownInk } from './shown-ink.ts'
import { shownWords } from './shown-words.ts'
import { findSlideFaults } from './slide-faults.ts'
import { readSlideState } from './slide-state.ts'
import { noteSteps } from './step-costs.ts'
import { allPositions, inWords, type Probe, type Visit, type Walk, walk } from './walk.ts'
import type { PageOptions, WatchedPage } from './watched-page.ts'

/** A walk through the whole deck: what it met, and what the page complained of (see `watchPage`). */
export interface DeckWalk {
  visits: Visit[]
  complaints: string[]
}

const state: Probe = async (page) => [await readSlideState(page)]
const faults: Probe = async (page) => [...(await findSlideFaults(page)), ...(await findFaintText(page))]
const atEnds =
  (probe: Probe): Probe =>
  async (page, visit) =>
    visit.clicks === 0 || visit.isLast ? probe(page, visit) : []

/** What live regions that are on the screen say, or outside of it for screen readers alone. */
const told: Probe = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[aria-live], [role=status]')]
      .filter((region) => region.checkVisibility())
      .map((region) => region.textContent.trim()),
  )

/** What a screen reader misses on a slide: one main, and in it one heading of the first level. */
const landmarks: Probe = async (page) => {
  const main = page.getByRole('main')
  const counts = [await main.count(), await main.getByRole('heading', { level: 1 }).count()]
  return counts.every((count) => count === 1) ? [] : [`${counts[0]} main, ${counts[1]} headings of the first level`]
}

/** The sentence and the rows of the table that a slide's memory stage gives to screen readers. */
const stage: Probe = (page) =>
  page.evaluate(() => {
    const stages = [...document.querySelectorAll('.slidev-page .stage-player')].filter((one) => one.checkVisibility())
    return stages.flatMap((one) => [
      one.querySelector('[aria-live=polite]')?.textContent.trim() ?? 'says nothing',
      `${one.querySelectorAll('table tbody tr').length > 0 ? 'has' : 'lacks'} rows`,
    ])
  })

/** Reads from a state at rest. What moves by itself is read where it stands still, as it does on paper. */
const still =
  (read: (page: Page) => Promise<string[]>): Probe =>
  async (page) => {
    if (!(await page.locator('.slidev-page:visible [data-living]').count())) return read(page)
    const quiet = await page.context().newPage()
    await quiet.emulateMedia({ reducedMotion: 'reduce' })
    await openDeck(quiet, page.url())
    const found = await read(quiet)
    await quiet.close()
    return found
  }

/** What a page that prints the state has to show as well: its words, its characters, and its ink as numbers. */
const printable: Record<'words' | 'characters' | 'ink', Probe> = {
  words: still(async (page) => (await shownWords(page)).words),
  characters: still(async (page) => [(await shownWords(page)).characters]),
  ink: still(async (page) => (await shownInk(page)).map((part) => part.toFixed(4))),
}

/** What is looked for on each walk through the deck; each walk is in another mode or direction. */
const WALKS = {
  /** By a viewer with the default settings. */
  light: {
    direction: 'forward',
    options: {},
    costs: true,
    probes: {
      state,
      faults,
      told,
      landmarks,
      stage,
      ...printable,
      axe: atEnds((page) => findAxeViolations(page)),
      fonts: async (page, { slide, isLast }) => (isLast ? findForeignLetters(page, slide) : []),
    },
  },
  lightBack: { direction: 'backward', options: {}, costs: true, probes: { state } },
  /** By a viewer who wants darkness and no motion. */
  dark: {
    direction: 'forward',
    options: { colorScheme: 'dark', reducedMotion: 'reduce' },
    costs: false,
    probes: { state, faults, ...printable, axe: atEnds((page) => findAxeViolations(page, { rules: 'colours' })) },
  },
  darkBack: {
    direction: 'backward',
    options: { colorScheme: 'dark', reducedMotion: 'reduce' },
    costs: false,
    probes: { state },
  },
} satisfies Record<string, Pick<Walk, 'direction' | 'probes' | 'costs'> & { options: PageOptions }>

/** The walks that `walkDeck` goes. */
export type WalkName = keyof typeof WALKS

/**
 * Gives a walk through the whole deck by the arrow keys, from its first state or back from its last one. It is walked
 * once in a run of the tests.
 */
export function walkDeck(name: WalkName, open: (options: PageOptions) => Promise<WatchedPage>): Promise<DeckWalk> {
  return madeOnce(`walk-${name}`, async () => {
    const { url, slides } = inject('deck')
    const { direction, options, probes, costs } = WALKS[name]
    const positions = allPositions(slides)
    const { page, complaints } = await open(options)
    if (costs) await noteSteps(page)
    await openDeck(page, url)
    // They come behind the first view, and are no step's work.
    await waitForControls(page)
    const start = direction === 'forward' ? positions[0] : positions.at(-1)
    if (start) await goTo(page, start)
    const onTheWay = 'reducedMotion' in options ? findMotions : undefined
    const visits = await walk(page, { direction, presses: positions.length, probes, onTheWay, costs })
    await page.context().close()
    return { visits, complaints }
  })
}

/** Gives what a slide shows after some clicks to who steps there (see `readSlideState`). */
export async function readSteppedStates(
  open: (options: PageOptions) => Promise<WatchedPage>,
): Promise<(position: Position) => string> {
  const { visits } = await walkDeck('light', open)
  const states = new Map(visits.map((visit) => [inWords(visit), visit.found.state?.join('') ?? '']))
  return (position) => {
    const state = states.get(inWords(position))
    if (state === undefined) throw new Error(`nobody has stepped to ${inWords(position)}`)
    return state
  }
}
