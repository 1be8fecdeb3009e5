import { matches } from '../../search.ts'
import { placeOf } from './places.ts'

/** The query within the page's address. */
const QUERY = 'q'
/** How long a viewer types on before the address changes, ms: Safari refuses more than a hundred changes in half a minute. */
const TYPING = 300

/**
 * Makes the search field of the index: what does not hold every word goes, and so do empty groups. What is searched
 * for stands in the address, so that it is there again when the viewer comes back, and can be handed on.
 */
export function offerSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]')
  const status = document.querySelector<HTMLElement>('[data-found]')
  if (!field || !status) return
  const entries = [...document.querySelectorAll<HTMLElement>('.entry')].map((element) => ({
    element,
    text: element.textContent,
  }))
  const groups = [...document.querySelectorAll<HTMLElement>('[data-group]')]

  /** @param named is shown whatever is searched for. */
  function show(named?: Element | null): void {
    const query = field?.value ?? ''
    let found = 0
    for (const { element, text } of entries) {
      const isFound = matches(text, query)
      element.hidden = !isFound && element !== named
      if (isFound) found += 1
    }
    for (const group of groups) group.hidden = !group.querySelector('.entry:not([hidden])')
    if (status) status.textContent = query.trim() ? `${found} found` : ''
  }

  /** Shows what the address asks for, and the entry that it names. */
  function follow(): void {
    const named = placeOf(location.hash)
    if (field) field.value = new URLSearchParams(location.search).get(QUERY) ?? ''
    show(named)
    // A group in which nothing is found.
    if (named?.closest('[hidden]') && field) {
      field.value = ''
      keepQuery('')
      show()
    }
  }

  field.closest<HTMLElement>('.search')?.removeAttribute('hidden')
  const keep = () => keepQuery(field.value)
  let later: ReturnType<typeof setTimeout> | undefined
  field.addEventListener('input', () => {
    show()
    clearTimeout(later)
    later = setTimeout(keep, TYPING)
  })
  // Also when the field is left for a link.
  field.addEventListener('change', keep)
  addEventListener('hashchange', () => {
    follow()
    placeOf(location.hash)?.scrollIntoView()
  })
  follow()
}

/** Puts the query into the address, without a step back for every letter. */
function keepQuery(query: string): void {
  const url = new URL(location.href)
  if (query.trim()) url.searchParams.set(QUERY, query)
  else url.searchParams.delete(QUERY)
  history.replaceState(history.state, '', url)
}
