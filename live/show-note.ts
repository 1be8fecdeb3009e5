/**
 * Brings what is said at a click into view within its notes, a little below their upper edge; the beginning, where
 * nothing is marked. Nothing else in the page scrolls.
 * @param notes the box that scrolls.
 * @param marker the mark with which the click's part begins.
 */
export function showNote(notes: HTMLElement, marker: HTMLElement | undefined): void {
  const [box, at] = [notes.getBoundingClientRect(), marker?.getBoundingClientRect()]
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
  notes.scrollTo({ top: at ? notes.scrollTop + at.top - box.top - box.height / 5 : 0, behavior })
}
