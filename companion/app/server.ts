import { renderToString } from 'vue/server-renderer'
import { slides } from 'virtual:companion/slides'
import '../../styles/index.ts'
import './styles/cite-dialog.css'
import './styles/find-page.css'
import './styles/page.css'
import './styles/slide-on-page.css'
import './styles/narrow.css'
import { slideApp } from './slide-app.ts'

/**
 * Every slide of the talk in its last state, as HTML by alias.
 * @throws for a page that cannot be rendered whole, and for what Vue warns of.
 */
export async function renderSlides(): Promise<Record<string, string>> {
  const rendered: Record<string, string> = {}
  const failures: Error[] = []
  for (const [alias, load] of Object.entries(slides)) {
    const app = slideApp(alias, (await load()).default)
    // Vue goes on after either, leaves the slide's picture out, and only logs what its handlers throw.
    app.config.warnHandler = (message, _, trace) => {
      failures.push(new Error(`slide ${alias}: ${message}${trace}`))
    }
    app.config.errorHandler = (error) => {
      failures.push(new Error(`slide ${alias} cannot be rendered`, { cause: error }))
    }
    rendered[alias] = await renderToString(app)
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('\n'))
  return rendered
}
