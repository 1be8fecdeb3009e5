import { matches } from '../../search.ts'

/** Makes the search field of the index: what does not hold every word goes, and so do empty groups. */
export function offerSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  const status = document.querySelector<HTMLElement>('[data-found]')
  if (!field || !status) return
  const entries = [...document.querySelectorAll<HTMLElement>('.entry')].map((element) => ({
    element,
    text: element.textContent,
  }))
  const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')]

  function show(): void {
    const query = field?.value ?? ''
    let found = 0
    for (const { element, text } of entries) {
      element.hidden = !matches(text, query)
      if (!element.hidden) found += 1
    }
    for (const group of groups) group.hidden = !group.querySelector('.entry:not([hidden])')
    if (status) status.textContent = query.trim() ? `${found} found` : ''
  }

  field.closest<HTMLElement>('.search')?.removeAttribute('hidden')
  field.addEventListener('input', show)
  // An address that names an entry shows it, whatever was searched for.
  addEventListener('hashchange', () => {
    field.value = ''
    show()
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  })
}
