import { useNav } from '@slidev/client'
import { getSlide } from '@slidev/client/logic/slides.ts'

/**
 * Leads an address whose clicks are no number, or are more than its slide has, to the nearest that it has. Slidev does
 * so while a slide is made, but not when it is there already: such an address would need as many steps back to move, and
 * one that is no number would leave the slide without clicks.
 */
export function clampClicks(): void {
  const { router } = useNav()
  router.beforeEach(({ path, params: { no }, query }) => {
    if (query.clicks === undefined) return true
    const asked = Number(query.clicks)
    const context = typeof no === 'string' ? getSlide(no)?.meta.__clicksContext : undefined
    const last = context?.isMounted ? context.total : Infinity
    const clicks = String(Number.isInteger(asked) ? Math.min(Math.max(asked, 0), last) : 0)
    return clicks === query.clicks || { path, query: { ...query, clicks }, replace: true }
  })
}
