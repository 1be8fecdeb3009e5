import { renderToString } from 'vue/server-renderer'
import { slides } from 'virtual:companion/slides'
import '../../styles/index.ts'
import './styles/cite-dialog.css'
import './styles/page.css'
import './styles/slide-on-page.css'
import { slideApp } from './slide-app.ts'

/**
 * Every slide of the talk in its last state, as HTML by alias.
 * @throws what Vue warns of: a page that it cannot render whole.
 */
export async function renderSlides(): Promise<Record<string, string>> {
  const rendered: Record<string, string> = {}
  for (const [alias, load] of Object.entries(slides)) {
    const app = slideApp(alias, (await load()).default)
    app.config.warnHandler = (message, _, trace) => {
      throw new Error(`slide ${alias}: ${message}${trace}`)
    }
    rendered[alias] = await renderToString(app)
  }
  return rendered
}
