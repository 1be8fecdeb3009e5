import type { Plugin } from 'vite'
import { replaced } from './mend.ts'

/** Vite's module for dynamic imports of a build, as it is named within the build. */
const HELPER = '\0vite/preload-helper.js'

/** What makes an import wait for a style sheet also when another import has asked for it and it is on its way. */
const WAITS: readonly [from: string, to: string][] = [
  ['if (dep in seen) return;', 'if (dep in seen) return seen[dep];'],
  ['seen[dep] = true;', 'seen[dep] = undefined;'],
  ['if (isCss) return new Promise(', 'if (isCss) return seen[dep] = new Promise('],
]

/**
 * Vite plugin for builds: a slide is not drawn before the style sheets that it shares with a slide that is still
 * loading, which Vite 8 takes for loaded as soon as they have been asked for.
 */
export function waitForSheets(): Plugin {
  return {
    name: 'wait-for-sheets',
    apply: 'build',
    transform(code, id) {
      if (id !== HELPER) return undefined
      return {
        code: WAITS.reduce((text, [from, to]) => replaced('Vite’s preload helper', text, from, to), code),
        map: null,
      }
    },
  }
}
