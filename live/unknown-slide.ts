import { useNav } from '@slidev/client'
import { getSlide } from '@slidev/client/logic/slides.ts'
import { shallowRef, watch } from 'vue'
import { addressText } from '../companion/address-text.ts'

/** With what the presenter view's addresses begin. */
export const PRESENTER = '/presenter/'
/** What the address called a slide, where there is no such slide; absent again after the next step. */
export const unknownSlide = shallowRef<string>()
/** Whether the next address is the one that an unknown one leads to. */
let isLed = false

/** Remembers what an address named, as it stands in the address, before it is led to the first slide. */
export function missSlide(name: string): void {
  unknownSlide.value = addressText(name)
  isLed = true
}

/** Leads an address that names no slide to the first one. Slidev shows the first, too, and says nothing. */
export function leadUnknown(): void {
  const { router, isPresenter } = useNav()
  watch(
    router.currentRoute,
    ({ path, params: { no } }) => {
      if (typeof no === 'string' && !getSlide(no)) {
        const before = isPresenter.value ? PRESENTER : '/'
        missSlide(path.slice(before.length))
        void router.replace(`${before}1`)
      } else if (isLed) {
        isLed = false
      } else {
        unknownSlide.value = undefined
      }
    },
    { flush: 'sync', immediate: true },
  )
}
