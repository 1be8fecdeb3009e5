import { useNav } from '@slidev/client'
import { shallowRef, watch } from 'vue'

/** Where the sentences that have addresses stand on a slide, in the order of its page. */
const KINDS: Readonly<Record<string, string>> = {
  answer: 'h1',
  promised: '.level.guaranteed',
  observed: '.level.observed',
}
/** How long a slide may take until its sentences are there, ms. */
const PATIENCE = 5000

const wanted = shallowRef<{ address: string; slide: string }>()

/** Has the sentence with this address lit when the slide with this `routeAlias` shows. */
export function lightSentence(address: string, slide: string): void {
  wanted.value = { address, slide }
}

/** The sentence with an address, on a slide that shows it; nothing while it is not there. */
function sentenceOf(slide: Element, address: string): HTMLElement | undefined {
  const [, kind = '', no = '1'] = /-(answer|promised|observed)(?:-(\d+))?$/.exec(address) ?? []
  const selector = KINDS[kind] ?? `[id="${CSS.escape(address)}"]`
  return [...slide.querySelectorAll<HTMLElement>(selector)][Number(no) - 1]
}

/** Lights the sentence whose address was followed, until another slide shows. */
export function lightCited(): void {
  const { currentSlideNo, currentSlideRoute } = useNav()
  let lit: HTMLElement | undefined

  watch(
    [wanted, currentSlideNo],
    async ([sentence, no], [, before]) => {
      if (sentence || no !== before) {
        delete lit?.dataset.cited
        lit = undefined
      }
      if (!sentence || currentSlideRoute.value.meta.slide.frontmatter.routeAlias !== sentence.slide) return
      wanted.value = undefined
      const until = performance.now() + PATIENCE
      while (!lit && currentSlideNo.value === no && performance.now() < until) {
        const slides = [...document.querySelectorAll(`[data-slidev-no="${no}"]`)]
        lit = slides.map((slide) => sentenceOf(slide, sentence.address)).find((found) => found?.checkVisibility())
        if (lit) lit.dataset.cited = ''
        else await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    { immediate: true },
  )
}
