import { beforeAll, describe, expect, inject, it } from 'vitest'
import { openDeck, settle, tap } from '../../tools/deck-page.ts'
import { type DeckWalk, walkDeck, type WalkName } from '../support/deck-walks.ts'
import { findMotions } from '../support/motions.ts'
import { allPositions, foundOn, inWords } from '../support/walk.ts'
import { useBrowser } from '../support/watched-page.ts'

const deck = inject('deck')
const { slides } = deck
const positions = allPositions(slides)
const openPage = useBrowser()

const WALKS = ['light', 'lightBack', 'dark', 'darkBack'] as const satisfies WalkName[]
const walks = {} as Record<WalkName, DeckWalk>

beforeAll(async () => {
  // Side by side: each of them waits for frames most of the time.
  await Promise.all(
    WALKS.map(async (name) => {
      walks[name] = await walkDeck(name, openPage)
    }),
  )
})

describe.each(WALKS)('walked through by the arrow keys, %s', (name) => {
  it('the deck shows every slide and every click once', () => {
    const met = walks[name].visits.map(inWords)
    expect(name.endsWith('Back') ? met.reverse() : met).toEqual(positions.map(inWords))
  })

  it('no error or warning is logged, nothing fails to load and no other host is asked', () => {
    expect(walks[name].complaints).toEqual([])
  })
})

describe.each(slides)('slide $no, $title', ({ no }) => {
  it.each(['light', 'dark'] as const)(
    'in %s has nothing outside, cut off, overlapping, too small or too faint',
    (mode) => {
      expect(foundOn(walks[mode].visits, no, 'faults')).toEqual([])
    },
  )

  it.each(['light', 'dark'] as const)('in %s, axe finds nothing at its first and its last click', (mode) => {
    expect(foundOn(walks[mode].visits, no, 'axe')).toEqual([])
  })

  it.each([
    ['light', 'lightBack'],
    ['dark', 'darkBack'],
  ] as const)('in %s shows the same backward as forward', (there, back) => {
    const here = walks[there].visits.filter((visit) => visit.slide === no)
    expect(here.length).toBeGreaterThan(0)
    for (const { clicks, found } of here) {
      const again = walks[back].visits.find((visit) => visit.slide === no && visit.clicks === clicks)
      expect(again?.found.state, `click ${clicks}`).toEqual(found.state)
    }
  })

  it('is drawn with the deck’s own fonts only', () => {
    expect(foundOn(walks.light.visits, no, 'fonts')).toEqual([])
  })

  it('has one main and one heading of the first level', () => {
    expect(foundOn(walks.light.visits, no, 'landmarks')).toEqual([])
  })

  it('tells a screen reader something new at each click', () => {
    const said = walks.light.visits.filter((visit) => visit.slide === no).map(({ found }) => found.told?.join('\n'))
    const silent = said.flatMap((words, click) => (click > 0 && words === said[click - 1] ? [click] : []))
    expect(silent).toEqual([])
  })

  it.each(['dark', 'darkBack'] as const)('moves nothing for a viewer who asked for less motion, %s', (name) => {
    expect(foundOn(walks[name].visits, no, 'onTheWay')).toEqual([])
  })
})

it('a stage gives each state to a screen reader as a sentence and as a table', () => {
  const staged = slides
    .map(({ no }) => walks.light.visits.filter((visit) => visit.slide === no))
    .filter((visits) => visits.length > 2 && visits.some(({ found }) => found.stage?.length))
  expect(staged.length).toBeGreaterThan(0)
  for (const visits of staged) {
    const told = visits.map(({ found }) => found.stage ?? [])
    expect(told.map(([, rows]) => rows)).toEqual(visits.map(() => 'has rows'))
    expect(new Set(told.map(([sentence]) => sentence)).size, inWords(visits[0]!)).toBeGreaterThan(1)
  }
})

it('something moves for a viewer who did not ask for less motion', async () => {
  const { page } = await openPage({ reducedMotion: 'no-preference' })
  await openDeck(page, deck.url)
  let motions: string[] = []
  for (let pressed = 0; pressed < positions.length && motions.length === 0; pressed++) {
    await tap(page, 'ArrowRight')
    motions = await findMotions(page)
    await settle(page)
  }
  expect(motions).not.toEqual([])
})
