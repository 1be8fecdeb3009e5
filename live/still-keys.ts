import { useNav } from '@slidev/client'

/** Keys by which a browser scrolls, and a talk steps. */
const STEPS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' '])

/**
 * Keeps the browser from scrolling by the keys that step a talk: a slide has nothing to scroll, but to find that out the
 * browser would lay out what the step has just changed before it goes on, in the same task.
 */
export function keepStill(): void {
  const { isPlaying } = useNav()
  window.addEventListener('keydown', (event) => {
    const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
    const isOurs = plain && STEPS.has(event.key) && document.activeElement === document.body
    if (isOurs && isPlaying.value) event.preventDefault()
  })
}
