import { useNav } from '@slidev/client'
import { useTimer } from '@slidev/client/composables/useTimer.ts'
import { defineShortcutsSetup, type ShortcutOptions } from '@slidev/types'
import { watch, type Ref } from 'vue'
import { noteHands } from '../composables/hands.ts'
import { hasSubtitles, isBlack, toggleLaser } from '../live/state.ts'
import { makeTrail } from '../live/trail.ts'

/** Names of the keys that step the talk, as Slidev has them; those of the overview are not among them. */
const STEPS = /^(?:next|prev)_(?!overview$)/

/**
 * Has keys that step the talk do so in a task of its own: Chromium hands a key over together with the next frame, and
 * listeners, step and layout would be one task.
 */
const inOwnTask = (shortcut: ShortcutOptions): ShortcutOptions => {
  const { name = '', fn } = shortcut
  return fn && STEPS.test(name) ? { ...shortcut, fn: () => void setTimeout(fn) } : shortcut
}

/** What a key does that switches something on and off. */
const switching = (isOn: Ref<boolean>) => () => {
  isOn.value = !isOn.value
}

export default defineShortcutsSetup((_, base) => {
  const { currentSlideNo, clicks, go } = useNav()
  const { toggle } = useTimer()
  const trail = makeTrail()
  watch([currentSlideNo, clicks], ([no, count]) => trail.visit({ no, clicks: count }), { immediate: true })

  return [
    ...base.map(inOwnTask),
    { name: 'black', key: 'b', fn: switching(isBlack) },
    { name: 'subtitles', key: 'c', fn: switching(hasSubtitles) },
    ...[1, 2, 3, 4].map((option) => ({
      name: `hands_${option}`,
      key: `Digit${option}`,
      fn: () => noteHands(currentSlideNo.value, option),
    })),
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
