import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { makeChunkNames } from './hosting/chunks.ts'
import { BUNDLED } from './hosting/licences.ts'
import { leaveOutPresenter } from './hosting/presenter-view.ts'
import { mendSlidev } from './mends/mend-slidev.ts'
import { waitForSheets } from './mends/wait-for-sheets.ts'
import { keepClicks } from './tools/keep-clicks.ts'
import { serveCompanion } from './tools/serve-companion.ts'

/** The absolute path of a module that `import` would load. */
const pathOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))

/** The absolute path of what stands in for a package that the deck does without. */
const leftOut = (name: string): string => fileURLToPath(new URL(`hosting/left-out/${name}.ts`, import.meta.url))

export default defineConfig({
  // Slidev builds its print page only together with a PDF for download; here every built deck has it,
  // so that the PDFs are printed from the very files that are hosted.
  // No component is written in Vue's older way, by options: what reads them need not be sent.
  define: { __SLIDEV_FEATURE_PRINT__: 'true', __VUE_OPTIONS_API__: 'false' },
  plugins: [keepClicks(), mendSlidev(), waitForSheets(), serveCompanion(), leaveOutPresenter()],
  // Slides are not looked through for packages when the dev server starts: one found later would reload every window.
  optimizeDeps: { include: ['d3-scale', 'd3-shape'] },
  build: {
    emptyOutDir: true,
    license: { fileName: BUNDLED },
    rollupOptions: { output: { manualChunks: makeChunkNames() } },
  },
  resolve: {
    alias: [
      // Slides are compiled at build time, so the template compiler need not be sent to the viewer.
      { find: /^vue$/, replacement: pathOf('vue/dist/vue.runtime.esm-bundler.js') },
      // Slidev's client takes one function from the parser's core, which brings a YAML parser; it is here too.
      { find: '@slidev/parser/core', replacement: pathOf('@slidev/parser/utils') },
      // TwoSlash's tooltips are not used, and installing them logs "Failed to patch FloatingVue" on each load.
      { find: '@shikijs/vitepress-twoslash/client', replacement: leftOut('twoslash') },
      { find: /^floating-vue$/, replacement: leftOut('poppers') },
      { find: /^drauu$/, replacement: leftOut('drawings') },
      { find: /^@vueuse\/motion$/, replacement: leftOut('motion') },
      { find: /^@unhead\/vue(?:\/client)?$/, replacement: leftOut('head') },
      { find: /^@slidev\/rough-notation$/, replacement: leftOut('rough-notation') },
    ],
  },
})
