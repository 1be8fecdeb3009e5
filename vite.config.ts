import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { keepClicks } from './tools/keep-clicks.ts'

/** The absolute path of a module that `import` would load. */
const pathOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier))

export default defineConfig({
  // Slidev builds its print page only together with a PDF for download; here every built deck has it,
  // so that the PDFs are printed from the very files that are hosted.
  define: { __SLIDEV_FEATURE_PRINT__: 'true' },
  plugins: [keepClicks()],
  resolve: {
    alias: [
      // Slides are compiled at build time, so the template compiler need not be sent to the viewer.
      { find: /^vue$/, replacement: pathOf('vue/dist/vue.runtime.esm-bundler.js') },
      // TwoSlash's tooltips are not used, and installing them logs "Failed to patch FloatingVue" on each load.
      {
        find: '@shikijs/vitepress-twoslash/client',
        replacement: fileURLToPath(new URL('tools/without-tooltips.ts', import.meta.url)),
      },
    ],
  },
})
