import { useIsSlideActive, useNav, useSlideContext } from '@slidev/client'

/**
 * Gives a function that tells whether a change of state may be animated now: on the slide that is
 * shown, unless the viewer or the printer says no.
 */
export function useMayMove(): () => boolean {
  const { isPrintMode } = useNav()
  const { $renderContext } = useSlideContext()
  const active = useIsSlideActive()
  return () =>
    active.value &&
    !isPrintMode.value &&
    !matchMedia('(prefers-reduced-motion: reduce)').matches &&
    ['slide', 'presenter'].includes($renderContext.value)
}
