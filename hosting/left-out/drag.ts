import type { Plugin } from 'vue'

/**
 * Stands in for the directive behind `v-drag`: no page uses it, and with its handles' geometry it would be in the first
 * load. A page that uses `v-drag` all the same fails with this message, in development and in the tests.
 */
export function createVDragDirective(): Plugin {
  return {
    install(app) {
      app.directive('drag', {
        created() {
          throw new Error('v-drag is left out of this deck; give it back by removing its mend in mends/first-load.ts')
        },
      })
    },
  }
}
