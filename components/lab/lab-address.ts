/** What a program in an address is called: `#/lab?lab=Vec.u64.new.push-9` on the slide, `read/?lab=…#lab` elsewhere. */
const NAME = 'lab'

/** The part of a slide's address that stands behind the `?`, and what stands before it; nothing on other pages. */
function slideQuery(hash: string): { path: string; query: URLSearchParams } | undefined {
  if (!hash.startsWith('#/')) return undefined
  const [path = '', query = ''] = hash.split('?', 2)
  return { path, query: new URLSearchParams(query) }
}

/** The program that an address names, as it stands there; nothing where it names none. */
export function programInAddress({ hash, search }: Pick<Location, 'hash' | 'search'>): string | null {
  return slideQuery(hash)?.query.get(NAME) ?? new URLSearchParams(search).get(NAME)
}

/** An address that names a program, instead of the one that it named. */
export function withProgram(href: string, program: string): string {
  const url = new URL(href)
  const slide = slideQuery(url.hash)
  if (!slide) {
    url.searchParams.set(NAME, program)
    return url.href
  }
  slide.query.set(NAME, program)
  url.searchParams.delete(NAME)
  url.hash = `${slide.path}?${slide.query}`
  return url.href
}
