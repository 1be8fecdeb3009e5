import { renderToString } from 'vue/server-renderer'
import { slides } from 'virtual:companion/slides'
import '../../styles/index.ts'
import './styles/cite-dialog.css'
import './styles/page.css'
import './styles/slide-on-page.css'
import { slideApp } from './slide-app.ts'

/**
 * Every slide of the talk in its last state, as HTML by alias.
 * @throws for a page that cannot be rendered whole, and for what Vue warns of.
 */
export async function renderSlides(): Promise<Record<string, string>> {
  const rendered: Record<string, string> = {}
  for (const [alias, load] of Object.entries(slides)) {
    const app = slideApp(alias, (await load()).default)
    app.config.warnHandler = (message, _, trace) => {
      throw new Error(`slide ${alias}: ${message}${trace}`)
    }
    // A production build of Vue would only log it and leave the slide's picture out.
    app.config.errorHandler = (error) => {
      throw new Error(`slide ${alias} cannot be rendered`, { cause: error })
    }
    rendered[alias] = await renderToString(app)
  }
  return rendered
}
