import { useNav } from '@slidev/client'
import { watch } from 'vue'

/**
 * The slides that stay mounted, counted from the current one: itself, so that it is as it was left when a jump leads
 * back to it, and its neighbours; and one more whose code is there.
 */
const READY = [0, 1, -1]
const LOADED = 2
/** Resolves in a task behind the next frame; a page that nobody sees has no frames. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve)
    else requestAnimationFrame(() => setTimeout(resolve))
  })
/** The deck's fonts, as styles/tokens.css names them. */
const FONTS = ['Inter Variable', 'JetBrains Mono Variable']

/**
 * Keeps the current slide and its neighbours mounted, unseen, and the code of the one after them loaded, so that each
 * slide is there before it is asked for. The others are left alone: Slidev would mount the whole deck after 3 s, its
 * diagrams and recordings too (`preload: false` in the headmatter keeps it from that).
 * @param started when the first view stands; before it nothing is mounted, and only the next slide's code fetched, not
 * to be in its way.
 */
export function loadAhead(started: Promise<void>): void {
  const { slides, currentSlideNo, isPrintMode } = useNav()
  // The cover brings its own glyphs: these would come only with the second slide, when it is shown.
  for (const family of FONTS) void document.fonts.load(`20px "${family}"`)
  // Asked for as soon as the first view is made, two frames before it has been drawn.
  if (!isPrintMode.value) void slides.value[currentSlideNo.value]?.load()
  void started.then(() => {
    watch(
      currentSlideNo,
      async (current) => {
        if (isPrintMode.value) return
        const at = (offset: number) => slides.value[current - 1 + offset]
        for (const offset of READY) {
          const route = at(offset)
          if (!route) continue
          await route.load()
          // A slide is made in a task of its own, so that a key that comes meanwhile waits for one at most.
          if (!route.meta.__preloaded) await nextTask()
          route.meta.__preloaded = true
        }
        await at(LOADED)?.load()
      },
      { immediate: true },
    )
  })
}
