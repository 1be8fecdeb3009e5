import { citeBibtex, citeMarkdown, type Cited } from '../../../scene/cite.ts'
import { copyFrom } from './copy.ts'
import { pageData } from './page-data.ts'

/** Makes the buttons that cite: each opens one dialog with link, Markdown and BibTeX to copy. */
export function offerCiting(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-cite]')
  if (buttons.length === 0) return
  const { edition } = pageData()
  const dialog = makeDialog()
  document.body.append(dialog.element)
  for (const button of buttons) {
    button.hidden = false
    button.addEventListener('click', () => {
      const id = button.dataset.cite ?? ''
      const cited: Cited = { id, text: button.dataset.citeText ?? '', url: new URL(`../#/${id}`, location.href).href }
      dialog.open(cited.text, [
        ['Link', cited.url],
        ['Markdown', citeMarkdown(cited, edition)],
        ['BibTeX', citeBibtex(cited, edition)],
      ])
    })
  }
}

function makeDialog(): { element: HTMLDialogElement; open: (title: string, forms: [string, string][]) => void } {
  const element = document.createElement('dialog')
  element.className = 'cite-dialog'
  element.setAttribute('aria-labelledby', 'cite-title')
  const title = document.createElement('h2')
  title.id = 'cite-title'
  const forms = document.createElement('div')
  const close = document.createElement('form')
  close.method = 'dialog'
  const button = document.createElement('button')
  button.textContent = 'Close'
  close.append(button)
  element.append(title, forms, close)
  return {
    element,
    open(text, given) {
      title.textContent = `Cite: ${text}`
      forms.replaceChildren(...given.flatMap(([kind, form]) => formOf(kind, form)))
      element.showModal()
    },
  }
}

function formOf(kind: string, text: string): HTMLElement[] {
  const head = document.createElement('p')
  head.className = 'kind'
  const name = document.createElement('b')
  name.textContent = kind
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', `Copy ${kind}`)
  button.addEventListener('click', () => void copyFrom(button, text))
  head.append(name, button)
  const shown = document.createElement('pre')
  shown.tabIndex = 0
  shown.setAttribute('aria-label', kind)
  shown.setAttribute('role', 'region')
  shown.textContent = text
  return [head, shown]
}
