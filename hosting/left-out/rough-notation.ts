/**
 * Stands in for what `v-mark` draws with: no page uses it, and it and what it brings along would be 63 kB of the
 * first load. A page that uses `v-mark` all the same fails with this message, in development and in the tests.
 */
export function annotate(): never {
  throw new Error('v-mark is left out of this deck; give it back by removing its alias in vite.config.ts')
}
