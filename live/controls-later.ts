import { showGotoDialog, showInfoDialog, showOverview } from '@slidev/client/state/storage.ts'
import { type Component, nextTick, onMounted, onUnmounted, type ShallowRef, shallowRef, watch } from 'vue'

/** How long after the first view the controls come when nobody asks for them, ms. */
const LATER = 1000

/** What opens a dialog. */
const DIALOGS = [showOverview, showGotoDialog, showInfoDialog]

/** What lies over the slides, absent until it has come. */
export interface ControlsLater {
  /** The row of buttons at a slide's edge. */
  NavControls: ShallowRef<Component | undefined>
  /** The dialogs: overview, the way to a slide, about the talk. */
  Controls: ShallowRef<Component | undefined>
}

/** Closes the dialogs that are open; gives them back. */
function close(): typeof DIALOGS {
  const open = DIALOGS.filter((dialog) => dialog.value)
  for (const dialog of open) dialog.value = false
  return open
}

/**
 * The controls over the slides, which come when the first view has stood for a while or when a dialog is asked for.
 * They are much code, and each of their icons is a picture: the first view would wait for them.
 */
export function useControlsLater(): ControlsLater {
  const controls: ControlsLater = { NavControls: shallowRef(), Controls: shallowRef() }

  async function fetch(): Promise<void> {
    stop()
    try {
      const [nav, dialogs] = await Promise.all([
        import('@slidev/client/internals/NavControls.vue'),
        import('@slidev/client/internals/Controls.vue'),
      ])
      // A dialog takes the focus when it is opened, which it has to be there for.
      const asked = close()
      controls.NavControls.value = nav.default
      controls.Controls.value = dialogs.default
      await nextTick()
      for (const dialog of asked) dialog.value = true
    } catch (error) {
      // A dialog that is open and not there would keep the slides' keys.
      close()
      unwatch = watchDialogs()
      console.error('The deck’s controls could not be fetched; the next dialog that is opened asks again.', error)
    }
  }

  let timer: number | undefined
  const watchDialogs = () =>
    watch(DIALOGS, (open) => {
      if (open.some(Boolean)) void fetch()
    })
  let unwatch = watchDialogs()
  function stop(): void {
    clearTimeout(timer)
    unwatch()
  }
  onMounted(() => (timer = window.setTimeout(() => void fetch(), LATER)))
  onUnmounted(stop)
  return controls
}
