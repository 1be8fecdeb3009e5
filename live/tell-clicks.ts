import { useNav } from '@slidev/client'
import { patch } from '@slidev/client/state/shared.ts'
import { syncDirections } from '@slidev/client/state/storage.ts'
import { watch } from 'vue'
import { tellPlace } from './ask-place.ts'

/** How long the talk stands somewhere until the windows are told once more where, ms. */
const STANDS = 400

/**
 * Tells the audience's windows the click at which the presenter view stands, once its slide is there: Slidev tells them
 * earlier, and the slide's beginning, when the presenter view is loaded again at a later click. It tells them again when
 * the talk stands: on the dev server, a window that answers slowly may have overwritten what the speaker's last step said.
 */
export function tellClicks(): void {
  const { clicks, currentSlideNo, isPresenter } = useNav()
  let later: ReturnType<typeof setTimeout> | undefined
  watch([clicks, currentSlideNo], ([count, no]) => {
    clearTimeout(later)
    if (!isPresenter.value || !syncDirections.value.presenterSend) return
    patch('clicks', count)
    later = setTimeout(() => {
      patch('page', no)
      patch('clicks', count)
      tellPlace()
    }, STANDS)
  })
}
