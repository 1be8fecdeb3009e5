import { defineUnoSetup } from '@slidev/types'

/**
 * Icons come with the buttons that show them (mends/first-load.ts), after the first style sheet: without a specificity
 * of their own they leave to its classes what those say of colours and sizes, whichever comes first.
 */
export default defineUnoSetup(() => ({
  postprocess: (rule) => {
    if (rule.entries.some(([property]) => property === '--un-icon')) rule.selector = `:where(${rule.selector})`
  },
}))
