/** Keys that turn pages, those of a clicker among them. */
const TURNS = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'])

/** What has the focus outside dialogs, which keep it. */
function focused(): HTMLElement | undefined {
  const { activeElement } = document
  return activeElement instanceof HTMLElement && !activeElement.closest('dialog, [role=dialog]')
    ? activeElement
    : undefined
}

/**
 * Takes the focus off a control when the deck's keys are meant, which Slidev leaves to a button or a link that has it: by
 * Escape, by a key that turns pages, and after a click with the mouse, which needs no focus.
 */
export function leaveControls(): void {
  // Before Slidev looks who has the focus.
  window.addEventListener(
    'keydown',
    ({ key }) => {
      const element = focused()
      if (key === 'Escape' || (TURNS.has(key) && element?.matches('button, a'))) element?.blur()
    },
    { capture: true },
  )
  window.addEventListener('click', (event) => {
    const byMouse = event instanceof PointerEvent && event.pointerType === 'mouse'
    const element = focused()
    if (byMouse && element?.matches(':is(button, a, .slidev-note):not(:focus-visible)')) element.blur()
  })
}
