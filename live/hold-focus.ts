import { nextTick, type Ref, watch } from 'vue'

/**
 * Keeps keyboard and screen reader within a dialog while it is open: it gets the focus, and what lies beside it in the
 * page is inert. Afterwards the focus is where it was, if a keyboard had put it there; else the deck's keys have it.
 * @param first which element of the dialog gets the focus; without it, the dialog itself.
 */
export function holdFocus(
  open: Readonly<Ref<boolean>>,
  dialog: Readonly<Ref<HTMLElement | undefined>>,
  first?: () => HTMLElement | null | undefined,
): void {
  watch(open, async (isOpen, _, onCleanup) => {
    if (!isOpen) return
    const before = document.activeElement
    const returns = before instanceof HTMLElement && before.matches('button:focus-visible, a:focus-visible')
    let beside: HTMLElement[] = []
    onCleanup(() => {
      for (const element of beside) element.inert = false
      // What has the focus may stay in the page for a while, fading.
      if (returns) before.focus()
      else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    await nextTick()
    const element = dialog.value
    if (!element || !open.value) return
    const siblings = [...(element.parentElement?.children ?? [])].filter((sibling) => sibling instanceof HTMLElement)
    beside = siblings.filter((sibling) => sibling !== element && !sibling.inert)
    for (const sibling of beside) sibling.inert = true
    ;(first?.() ?? element).focus()
  })
}
