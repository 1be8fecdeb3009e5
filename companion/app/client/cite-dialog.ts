import { citeBibtex, citeMarkdown, type Cited, type Edition } from '../../../scene/cite.ts'
import { copyFrom } from './copy.ts'
import { pageData } from './page-data.ts'

/** A dialog that shows how something is cited. */
export type CiteDialog = {
  element: HTMLDialogElement
  /** Shows link, Markdown and BibTeX, and below them what else belongs to it. */
  open: (cited: Cited, edition: Edition, more?: HTMLElement[]) => void
}

/** Makes the buttons that cite: each opens one dialog with link, Markdown and BibTeX to copy. */
export function offerCiting(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-cite]')
  if (buttons.length === 0) return
  const { edition } = pageData()
  const dialog = makeCiteDialog()
  document.body.append(dialog.element)
  for (const button of buttons) {
    button.hidden = false
    button.addEventListener('click', () => {
      const id = button.dataset.cite ?? ''
      dialog.open({ id, text: button.dataset.citeText ?? '', url: new URL(`../#/${id}`, location.href).href }, edition)
    })
  }
}

/** Makes the dialog; whoever opens it puts it into the page first. */
export function makeCiteDialog(): CiteDialog {
  const element = document.createElement('dialog')
  element.className = 'cite-dialog'
  element.setAttribute('aria-labelledby', 'cite-title')
  // The slides' own shortcuts would follow the same keys.
  element.addEventListener('keydown', (event) => event.stopPropagation())
  const title = document.createElement('h2')
  title.id = 'cite-title'
  const forms = document.createElement('div')
  const close = document.createElement('form')
  close.method = 'dialog'
  const button = document.createElement('button')
  button.textContent = 'Close'
  close.append(button)
  element.append(title, forms, close)
  closeByBackdrop(element)
  return {
    element,
    open(cited, edition, more = []) {
      title.textContent = `Cite: ${cited.text}`
      forms.replaceChildren(
        ...formOf('Link', cited.url),
        ...formOf('Markdown', citeMarkdown(cited, edition)),
        ...formOf('BibTeX', citeBibtex(cited, edition)),
        ...more,
      )
      element.showModal()
    },
  }
}

/**
 * Closes a modal dialog by a tap beside it. What lies below does not get the tap: it goes to the dialog, and on only
 * to what listens to everything, such as the slides' own clicks.
 */
function closeByBackdrop(element: HTMLDialogElement): void {
  const isBeside = ({ target, clientX, clientY }: MouseEvent): boolean => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return target === element && (clientX < left || clientX > right || clientY < top || clientY > bottom)
  }
  // Text that is selected beyond the dialog's edge was not meant to close it.
  let began = false
  element.addEventListener('pointerdown', (event) => (began = isBeside(event)))
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    if (began && isBeside(event)) element.close()
  })
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
