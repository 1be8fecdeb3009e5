import { useNav, useSlideContext } from '@slidev/client'
import { computed, type ComputedRef } from 'vue'

/**
 * The element that a layout draws: `main` for the slide that a viewer looks at. A page has one `main`, so the presenter
 * view, the overview and the print page, which show slides among other things, get a `div`.
 */
export function useSlideTag(): ComputedRef<'main' | 'div'> {
  const { $renderContext } = useSlideContext()
  const { isPrintMode } = useNav()
  return computed(() => ($renderContext.value === 'slide' && !isPrintMode.value ? 'main' : 'div'))
}
