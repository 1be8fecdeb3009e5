/** Where an address leads by what the service worker keeps: to a file, or first to another address. */
export type KeptAddress = { file: URL } | { redirect: URL; isFolder: boolean }

/**
 * What an address of the deck names, as hosts answer it: its query makes no difference, nor does `.html`; a folder is
 * its `index.html` and has a slash at its end, since the page's own addresses are relative to it. What names no file
 * and no folder leads to the deck, as it does where a host answers all that is unknown with it.
 * @param scope the address of the deck, ending in `/`.
 * @param isKept whether a file with this address is kept.
 * @returns nothing for an address outside the deck, and for a file that is not kept.
 */
export function keptAddress(asked: URL, scope: URL, isKept: (address: string) => boolean): KeptAddress | undefined {
  if (asked.origin !== scope.origin || !asked.pathname.startsWith(scope.pathname)) return undefined
  const path = scope.pathname + decoded(asked.pathname.slice(scope.pathname.length))
  const at = (pathname: string, search = ''): URL => Object.assign(new URL(scope), { pathname, search })
  const names = [path.endsWith('/') ? `${path}index.html` : path, `${path}.html`]
  const found = names.map((name) => at(name)).find(({ href }) => isKept(href))
  if (found) return { file: found }
  if (isKept(at(`${path}/index.html`).href)) return { redirect: at(`${path}/`, asked.search), isFolder: true }
  return /\.[^/]*$/.test(path) ? undefined : { redirect: at(scope.pathname), isFolder: false }
}

/** A path with letters for the marks that stand for them. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    // `%` that encodes nothing.
    return path
  }
}
