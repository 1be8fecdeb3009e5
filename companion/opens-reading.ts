/** Narrower than this, a slide is smaller than a picture postcard. CSS px. */
const NARROW = 640

/**
 * Whether the reading view opens in place of the slides.
 * @param hash what stands behind the address, `#` included: a slide, where it names one.
 * @param search what is asked of the page, as for print.
 * @param width of the window, CSS px.
 * @param chosen the view that the viewer chose last.
 */
export function opensReading(hash: string, search: string, width: number, chosen: string | undefined): boolean {
  return /^#?\/?$/.test(hash) && search === '' && width < NARROW && chosen !== 'slides'
}
