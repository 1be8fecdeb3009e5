import type { ObjectDirective } from 'vue'

/**
 * Stands in for the directive behind `v-motion`: no page uses it, and with its springs it would be 55 kB of the first
 * load. A page that uses `v-motion` all the same fails with this message, in development and in the tests.
 */
export function MotionDirective(): ObjectDirective {
  return {
    created() {
      throw new Error('v-motion is left out of this deck; give it back by removing its alias in vite.config.ts')
    },
  }
}
