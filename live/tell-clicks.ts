import { useNav } from '@slidev/client'
import { patch } from '@slidev/client/state/shared.ts'
import { watch } from 'vue'

/**
 * Tells the audience's windows the click at which the presenter view stands, once its slide is there. Slidev tells them
 * earlier, and the slide's beginning, when the presenter view is loaded again at a later click.
 */
export function tellClicks(): void {
  const { clicks, isPresenter } = useNav()
  watch(clicks, (count) => {
    if (isPresenter.value) patch('clicks', count)
  })
}
