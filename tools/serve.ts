import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sirv from 'sirv'

/** A folder that is being served. */
export interface Served {
  /** The address of its root, ending in `/`. */
  url: string
  close: () => Promise<void>
}

/**
 * Serves a built deck on a free port of localhost below `base`, as a static host does that answers unknown
 * paths with index.html, or with a 404 where `rewrites` is false, and leads from a folder's address without a slash at
 * its end to the one with it. Requests outside `base` get a 404. Where a file has a neighbour that ends in `.gz`,
 * browsers get that. `headersOf` gives the headers that are sent with a path below `base`.
 */
export async function serve(
  directory: string,
  base = '/',
  {
    rewrites = true,
    headersOf,
  }: { rewrites?: boolean; headersOf?: (path: string) => [name: string, value: string][] } = {},
): Promise<Served> {
  const files = sirv(directory, { single: rewrites, gzip: true, dotfiles: true })
  const server = createServer((request, response) => {
    const notFound = () => {
      response.statusCode = 404
      response.end('Not found')
    }
    if (!request.url?.startsWith(base)) return notFound()
    const [, path = '', query = ''] = /^([^?]*)(.*)$/.exec(request.url.slice(base.length)) ?? []
    if (/[^/]$/.test(path) && existsSync(join(directory, path, 'index.html'))) {
      response.writeHead(308, { location: `${base}${path}/${query}` }).end()
      return
    }
    request.url = `/${path}${query}`
    for (const [name, value] of headersOf?.(request.url) ?? []) response.setHeader(name, value)
    files(request, response, notFound)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}${base}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => (error ? reject(error) : resolve()))
      }),
  }
}
