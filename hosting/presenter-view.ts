import type { Plugin } from 'vite'

/** Set in the environment of a build to leave out the presenter view and the notes views. */
export const WITHOUT_PRESENTER = 'DECK_WITHOUT_PRESENTER'

/** Slidev's flag; it puts the value into components by itself, before the bundler's `define` is asked. */
const FLAG = '__SLIDEV_FEATURE_PRESENTER__'

/** Vite plugin: leaves the presenter view and all that leads there out of a build where the environment says so. */
export function leaveOutPresenter(): Plugin {
  const leavesOut = Boolean(process.env[WITHOUT_PRESENTER])
  return {
    name: 'leave-out-presenter',
    apply: 'build',
    enforce: 'pre',
    config: () => (leavesOut ? { define: { [FLAG]: 'false' } } : undefined),
    transform: {
      order: 'pre',
      handler: (code, id) =>
        leavesOut && id.includes('.vue') && code.includes(FLAG)
          ? { code: code.replaceAll(FLAG, 'false'), map: null }
          : undefined,
    },
  }
}
