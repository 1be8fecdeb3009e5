import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Deck, findingAtKey, printed } from './deck.ts'
import type { Finding } from './finding.ts'

/** Two slides at one address, or an address that Slidev keeps for itself. */
export function checkAliases(deck: Deck): Finding[] {
  const reserved = reservedRoutes(deck.root)
  const owners = new Map<string, string>()
  return deck.talk.flatMap(({ frontmatter, page, slide }) => {
    const alias = frontmatter.routeAlias
    if (alias === undefined) return []
    const finding = (message: string) => [findingAtKey(page, slide, 'routeAlias', 'route-alias', message)]
    const name = printed(alias)
    if (/^\d+$/.test(name)) return finding(`routeAlias ${name} is a slide's number. Use a word.`)
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
      return finding(`routeAlias "${name}" must be lower-case words joined by hyphens: it becomes an address.`)
    }
    if (reserved.has(name)) return finding(`/${name} is one of Slidev's own pages. Choose another routeAlias.`)
    const owner = owners.get(name)
    if (owner) return finding(`routeAlias "${name}" is taken by the slide at ${owner}. Choose another.`)
    owners.set(name, `${page.file}:${page.places.at(page.places.startOf(slide.source.start)).line}`)
    return []
  })
}

/** First parts of the routes that the installed client defines: `overview`, `presenter` … */
function reservedRoutes(root: string): Set<string> {
  const client = createRequire(join(root, 'package.json')).resolve('@slidev/client/package.json')
  const source = readFileSync(join(client, '../setup/routes.ts'), 'utf8')
  return new Set([...source.matchAll(/path: '\/([\w-]+)/g)].map((match) => match[1] ?? ''))
}
