import {
  currentOverviewPage,
  downOverviewPage,
  nextOverviewPage,
  prevOverviewPage,
  upOverviewPage,
} from '@slidev/client/logic/overview.ts'
import { showOverview } from '@slidev/client/state/storage.ts'

/** Arrow keys go from slide to slide. */
const STEPS: Record<string, () => void> = {
  ArrowRight: nextOverviewPage,
  ArrowLeft: prevOverviewPage,
  ArrowDown: downOverviewPage,
  ArrowUp: upOverviewPage,
}

/** Keys that leave the overview. */
const LEAVE = ['Escape', 'o', '`']

/** The button of a slide in the overview that lies over the slides. */
export function currentCard(no: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-overview-no="${no}"]`)
}

/** Follows a key within the overview; a focused button keeps Slidev from doing so. */
export function walkOverview(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const step = STEPS[event.key]
  if (step) {
    step()
    currentCard(currentOverviewPage.value)?.focus()
  } else if (LEAVE.includes(event.key)) {
    showOverview.value = false
  } else {
    return
  }
  // Slidev would follow the same key once more.
  event.preventDefault()
  event.stopPropagation()
}
