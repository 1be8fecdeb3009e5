import type { Plugin } from 'vite'

const MODULE = '/@slidev/client/composables/useNav.ts'
const KNOWS_TOTAL = 'meta?.__clicksContext?.total ?? CLICKS_MAX'
const MOUNTED_KNOWS_TOTAL = '(meta?.__clicksContext?.isMounted ? meta.__clicksContext.total : CLICKS_MAX)'

/**
 * Vite plugin: a jump to a slide keeps its clicks while that slide is not mounted. Slidev 53 cuts them to the
 * slide's total, which is 0 between the slide's preloading, about 3 s after the deck has started, and its
 * mounting. Uncut they stand in the address, and the slide cuts them itself when it mounts.
 * @throws when Slidev's navigation no longer reads as it does in the version that this was written for.
 */
export function keepClicks(): Plugin {
  return {
    name: 'keep-clicks',
    enforce: 'pre',
    transform(code, id) {
      if (!id.replaceAll('\\', '/').split('?')[0]?.endsWith(MODULE)) return undefined
      if (!code.includes(KNOWS_TOTAL)) throw new Error(`${id} no longer cuts clicks by "${KNOWS_TOTAL}"`)
      return { code: code.replace(KNOWS_TOTAL, MOUNTED_KNOWS_TOTAL), map: null }
    },
  }
}
