import { configs, useNav } from '@slidev/client'
import type { SlideRoute } from '@slidev/types'
import { computed, type ComputedRef } from 'vue'

/** A slide's title without Markdown's marks for code. */
export function plainTitle({ meta: { slide } }: SlideRoute): string {
  return (slide.title ?? '').replaceAll('`', '')
}

/**
 * What a browser calls the page: the slide, then the talk. The cover and what is printed are the talk itself.
 * @param before what stands before it.
 */
export function usePageTitle(before = ''): ComputedRef<string> {
  const { currentSlideRoute, isPrintMode } = useNav()
  const talk = configs.slidesTitle
  return computed(() => {
    const title = plainTitle(currentSlideRoute.value)
    return before + (isPrintMode.value || title === talk || title === '' ? talk : `${title} · ${talk}`)
  })
}
