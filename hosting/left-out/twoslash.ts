import type { Plugin } from 'vue'

/** A Vue plugin that installs nothing: it stands in for the TwoSlash tooltips, which this deck does not use. */
const withoutTooltips: Plugin = { install: () => {} }

export default withoutTooltips
