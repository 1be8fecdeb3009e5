import type { Page } from 'playwright-core'
import { readDeck, settle, tap } from '../../tools/deck-page.ts'
import type { Position } from '../../tools/deck-page.ts'
import type { SlideFacts } from './built-deck.ts'
import { readStep, type StepCost, watchStep } from './step-costs.ts'

/** A slide after some clicks, and what each probe found there. */
export interface Visit extends Position {
  /** Whether no click is left on the slide. */
  isLast: boolean
  found: Record<string, string[]>
  /** What the step that led here has cost, where costs are watched; a walk's first state has none. */
  cost?: StepCost
}

/** Finds something in a state of a slide, and says it in sentences. */
export type Probe = (page: Page, at: Visit) => Promise<string[]>

/** How a deck is walked through. */
export interface Walk {
  direction: 'forward' | 'backward'
  /** How often the arrow key is pressed. */
  presses: number
  /** What is looked for in each state at rest, by name. */
  probes: Record<string, Probe>
  /** Finds something on the way to a state, before it is at rest; kept as `onTheWay` of that state. */
  onTheWay?: (page: Page) => Promise<string[]>
  /** Whether to watch what each step costs; the page has been told by `noteSteps`. */
  costs?: boolean
}

/** Every state of a deck in the order in which a speaker meets them. */
export function allPositions(slides: SlideFacts[]): Position[] {
  return slides.flatMap(({ no, clicks }) =>
    Array.from({ length: clicks + 1 }, (_, index) => ({ slide: no, clicks: index })),
  )
}

/** Looks at each state of a deck, from where it is, and presses the arrow key for the next one. */
export async function walk(page: Page, { direction, presses, probes, onTheWay, costs }: Walk): Promise<Visit[]> {
  const visits: Visit[] = []
  const key = direction === 'forward' ? 'ArrowRight' : 'ArrowLeft'
  let moving: string[] = []
  let cost: StepCost | undefined
  for (let pressed = 0; pressed < presses; pressed++) {
    const { slide, clicks, clicksTotal } = await readDeck(page)
    const visit: Visit = { slide, clicks, isLast: clicks === clicksTotal, found: { onTheWay: moving }, cost }
    for (const [name, probe] of Object.entries(probes)) visit.found[name] = await probe(page, visit)
    visits.push(visit)
    if (costs) await watchStep(page)
    await tap(page, key)
    moving = (await onTheWay?.(page)) ?? []
    await settle(page)
    if (costs) cost = await readStep(page)
  }
  return visits
}

/** A position in words, for comparing lists of them. */
export const inWords = ({ slide, clicks }: Position): string => `slide ${slide}, click ${clicks}`

/** What a probe found on a slide, each sentence with its click. */
export function foundOn(visits: Visit[], slide: number, probe: string): string[] {
  return visits
    .filter((visit) => visit.slide === slide)
    .flatMap(({ clicks, found }) => (found[probe] ?? []).map((one) => `click ${clicks}: ${one}`))
}
