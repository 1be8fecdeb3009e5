/**
 * The address that others can open a deck at: the one that the page was built for, else the one that it was opened
 * at, unless that is this machine's own or a file.
 * @param canonical what the page's canonical link says, if it has one.
 * @param opened the page's own address.
 */
export function publicAddress(canonical: string | undefined, opened: string): string | undefined {
  if (canonical) return canonical
  const { protocol, hostname, origin, pathname } = new URL(opened)
  const isOwn = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname)
  return /^https?:$/.test(protocol) && !isOwn ? origin + pathname.replace(/(?:index\.html|print)$/, '') : undefined
}
