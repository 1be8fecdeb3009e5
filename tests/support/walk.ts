import type { Page } from 'playwright-core'
import { press, readDeck } from '../../tools/deck-page.ts'
import type { Position } from '../../tools/deck-page.ts'
import type { SlideFacts } from './built-deck.ts'
import { findFaintText } from './faint-text.ts'
import { findSlideFaults } from './slide-faults.ts'
import { readSlideState } from './slide-state.ts'

/** What a slide showed after some clicks. */
export interface Visit extends Position {
  /** See `readSlideState`. */
  state: string
  /** See `findSlideFaults` and `findFaintText`. */
  faults: string[]
}

/** Every state of a deck in the order in which a speaker meets them. */
export function allPositions(slides: SlideFacts[]): Position[] {
  return slides.flatMap(({ no, clicks }) =>
    Array.from({ length: clicks + 1 }, (_, index) => ({ slide: no, clicks: index })),
  )
}

/** Presses the arrow key `presses` times, looking at each state before it presses. */
export async function walk(page: Page, direction: 'forward' | 'backward', presses: number): Promise<Visit[]> {
  const visits: Visit[] = []
  for (let pressed = 0; pressed < presses; pressed++) {
    const { slide, clicks } = await readDeck(page)
    const faults = [...(await findSlideFaults(page)), ...(await findFaintText(page))]
    visits.push({ slide, clicks, state: await readSlideState(page), faults })
    await press(page, direction)
  }
  return visits
}

/** A position in words, for comparing lists of them. */
export const inWords = ({ slide, clicks }: Position): string => `slide ${slide}, click ${clicks}`

/** The faults of all visits to a slide, each with its click. */
export function faultsOf(visits: Visit[], slide: number): string[] {
  return visits
    .filter((visit) => visit.slide === slide)
    .flatMap(({ clicks, faults }) => faults.map((fault) => `click ${clicks}: ${fault}`))
}
