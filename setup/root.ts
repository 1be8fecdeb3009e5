import { defineRootSetup } from '@slidev/types'
import { loadAhead } from '../hosting/load-ahead.ts'
import { registerOffline } from '../hosting/register-offline.ts'
import { takeOver } from '../hosting/take-over.ts'
import { askPlace } from '../live/ask-place.ts'
import { lightCited } from '../live/cited.ts'
import { clampClicks } from '../live/clamp-clicks.ts'
import { leaveControls } from '../live/leave-controls.ts'
import { keepStill } from '../live/still-keys.ts'
import { tellClicks } from '../live/tell-clicks.ts'
import { leadUnknown } from '../live/unknown-slide.ts'

export default defineRootSetup(() => {
  const started = takeOver()
  loadAhead(started)
  tellClicks()
  askPlace()
  lightCited()
  leaveControls()
  keepStill()
  leadUnknown()
  clampClicks()
  void started.then(registerOffline)
})
