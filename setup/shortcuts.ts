import { useNav } from '@slidev/client'
import { useTimer } from '@slidev/client/composables/useTimer.ts'
import { defineShortcutsSetup } from '@slidev/types'
import { watch } from 'vue'
import { isBlack, toggleLaser } from '../live/state.ts'
import { makeTrail } from '../live/trail.ts'

export default defineShortcutsSetup((_, base) => {
  const { currentSlideNo, clicks, go } = useNav()
  const { toggle } = useTimer()
  const trail = makeTrail()
  watch([currentSlideNo, clicks], ([no, count]) => trail.visit({ no, clicks: count }), { immediate: true })

  return [
    ...base,
    {
      name: 'black',
      key: 'b',
      fn: () => {
        isBlack.value = !isBlack.value
      },
    },
    { name: 'laser', key: 'l', fn: toggleLaser },
    { name: 'timer', key: 't', fn: toggle },
    {
      name: 'back',
      key: 'r',
      fn: () => {
        const place = trail.back()
        if (place) void go(place.no, place.clicks)
      },
    },
  ]
})
