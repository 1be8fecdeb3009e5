/**
 * Escape takes the focus off a control, so that the deck's keys turn pages again: Slidev leaves them to a button or a
 * link that has the focus.
 */
export function leaveControls(): void {
  window.addEventListener('keydown', ({ key }) => {
    const { activeElement } = document
    if (key === 'Escape' && activeElement instanceof HTMLElement && !activeElement.closest('dialog, [role=dialog]')) {
      activeElement.blur()
    }
  })
}
