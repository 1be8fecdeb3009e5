import { useNav } from '@slidev/client'
import { patch, sharedState } from '@slidev/client/state/shared.ts'
import { syncDirections } from '@slidev/client/state/storage.ts'

/** What windows of one browser say to one another when one comes. */
const windows = new BroadcastChannel('understanding-allocations:place')
const QUESTION = 'where is the talk?'

/** Says once more where this window is, unless the speaker has it keep that to itself. */
export function tellPlace(): void {
  if (!syncDirections.value.presenterSend) return
  if (sharedState.lastUpdate) patch('lastUpdate', { ...sharedState.lastUpdate, type: 'presenter', time: Date.now() })
}

/**
 * A window of the audience that comes late, or again, asks the presenter view where the talk is. Until somebody uses it,
 * it tells nobody where it is itself: see mends/sync.ts.
 */
export function askPlace(): void {
  const { isPresenter, isPrintMode, router } = useNav()
  windows.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === QUESTION && isPresenter.value) tellPlace()
  })
  void router.isReady().then(() => {
    if (!isPresenter.value && !isPrintMode.value) windows.postMessage(QUESTION)
  })
}

let used = false

/** Whether somebody has touched this window: only then a step in it is theirs. */
export const isUsed = (): boolean => used

for (const event of ['keydown', 'pointerdown', 'touchstart', 'wheel']) {
  window.addEventListener(event, () => (used = true), { capture: true, once: true, passive: true })
}
