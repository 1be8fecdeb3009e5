import { beforeAll, describe, expect, inject, it } from 'vitest'
import { openDeck } from '../../tools/deck-page.ts'
import { allPositions, faultsOf, inWords, walk } from '../support/walk.ts'
import type { Visit } from '../support/walk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const positions = allPositions(slides)
const openPage = useBrowser()

let forward: Visit[]
let backward: Visit[]
let complaints: string[]

beforeAll(async () => {
  const watched = await openPage()
  complaints = watched.complaints
  await openDeck(watched.page, url)
  forward = await walk(watched.page, 'forward', positions.length)
  backward = await walk(watched.page, 'backward', positions.length)
})

it('the arrow keys meet every slide and every click forward, and the same ones backward', () => {
  expect(forward.map(inWords)).toEqual(positions.map(inWords))
  expect(backward.map(inWords)).toEqual(positions.map(inWords).reverse())
})

it('no error or warning is logged, nothing fails to load and no other host is asked', () => {
  expect(complaints).toEqual([])
})

describe.each(slides)('slide $no, $title', ({ no }) => {
  it('has nothing outside its canvas, cut off, overlapping, too small or too faint, at any click', () => {
    expect(faultsOf(forward, no)).toEqual([])
  })

  it('shows the same backward as forward', () => {
    const here = forward.filter((visit) => visit.slide === no)
    expect(here.length).toBeGreaterThan(0)
    for (const { clicks, state } of here) {
      const back = backward.find((visit) => visit.slide === no && visit.clicks === clicks)
      expect(back?.state, `click ${clicks}`).toBe(state)
    }
  })
})
