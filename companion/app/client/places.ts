import { addressText } from '../../address-text.ts'

/** The element that an address's `#…` names; `null` where there is none. */
export function placeOf(hash: string): HTMLElement | null {
  return document.getElementById(nameOf(hash))
}

/** Says at the top of a page that it has no place of the address, until the address is one that it has. */
export function tellNoPlace(): void {
  const status = document.querySelector<HTMLElement>('[data-no-place]')
  if (!status) return
  const link = document.createElement('a')
  link.href = `#${status.dataset.noPlace ?? ''}`
  link.textContent = status.dataset.placeName ?? ''

  /** Whether the address names what is not there. */
  function tell(): boolean {
    const { hash } = location
    // Every page has a top.
    const isThere = hash === '' || hash.toLowerCase() === '#top' || placeOf(hash) !== null
    const name = addressText(hash.slice(1))
    status?.replaceChildren(...(isThere ? [] : [`Nothing here is called “${name}”: try the `, link, '.']))
    return !isThere
  }

  addEventListener('hashchange', () => {
    if (tell()) status.scrollIntoView()
  })
  tell()
}

/** What stands behind the `#`, as it reads. */
function nameOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1))
  } catch {
    // `%` that encodes nothing.
    return hash.slice(1)
  }
}
