import { inject, ref, type InjectionKey, type Ref } from 'vue'
import { talk } from 'virtual:companion/talk'
import type { ClaimKind } from '../addresses.ts'

/** The clicks of one slide in the reading view: as many as its components take, at the last one first. */
export type ReadingClicks = {
  /** How many there are. */
  readonly total: number
  /** Where the reader is, from 0; the last until they step. */
  current: number
  /** Takes in a component's clicks; gives the click before its first. */
  add(clicks: number): number
}

/** What a slide's components get from the page around them. */
export type SlideHost = {
  alias: string
  clicks: ReadingClicks
  /** The address of the slide's next marked sentence of that kind. */
  claim(kind: ClaimKind): string
}

export const slideHostKey: InjectionKey<SlideHost> = Symbol('slide host')

/**
 * The slide that a component stands on.
 * @throws outside a slide.
 */
export function useSlideHost(): SlideHost {
  const host = inject(slideHostKey)
  if (!host) throw new Error('this component stands outside a slide')
  return host
}

/*
 * What follows takes the place of `@slidev/client` in the reading view: that part of its public interface which
 * the deck's components use.
 */

/** As Slidev's: a slide's clicks, and where it is drawn. */
export function useSlideContext(): { $clicksContext: ReadingClicks; $renderContext: Ref<string> } {
  return { $clicksContext: useSlideHost().clicks, $renderContext: ref('slide') }
}

/** As Slidev's: all slides with their front matter. */
export function useNav() {
  const slides = talk.map((entry) => ({
    no: entry.no,
    meta: { slide: { title: entry.title, frontmatter: { ...entry, routeAlias: entry.alias } } },
  }))
  return { slides: ref(slides), isPrintMode: ref(false) }
}

/** As Slidev's: every slide of the page is there. */
export function useIsSlideActive(): Ref<boolean> {
  return ref(true)
}

/** As the deck's `useAnswered`: the page gives answers with their questions. */
export function useAnswered(): Ref<boolean> {
  return ref(true)
}
