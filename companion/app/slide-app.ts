import { createSSRApp, type App, type Component } from 'vue'
import PageLink from './PageLink.vue'
import SlideRoot from './SlideRoot.vue'

/** One slide as an application of its own, so that a page can bring it to life alone. */
export function slideApp(alias: string, slide: Component): App {
  const app = createSSRApp(SlideRoot, { alias, slide })
  app.config.idPrefix = alias
  // Slidev's own name for it.
  // eslint-disable-next-line vue/no-reserved-component-names, vue/multi-word-component-names
  app.component('Link', PageLink)
  return app
}
