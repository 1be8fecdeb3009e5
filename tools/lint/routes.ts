import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Deck, findingAt, findingAtKey, printed } from './deck.ts'
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

/** Links inside the deck that lead to no slide and no file of `public/`. */
export function checkLinks(deck: Deck): Finding[] {
  const aliases = new Set(deck.talk.flatMap(({ frontmatter }) => frontmatter.routeAlias ?? []).map(printed))
  const resolves = (target: string): boolean => {
    const name = target.replace(/^\.?\//, '').replace(/[?#].*$/, '')
    if (name === '' || aliases.has(name)) return true
    if (/^\d+$/.test(name)) return Number(name) >= 1 && Number(name) <= deck.talk.length
    return existsSync(join(deck.root, 'public', name))
  }
  return deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) => {
      const { markup, note } = slide
      const targets = [...markup.links, ...(note?.markup.links ?? [])]
        .filter(({ href }) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href))
        .map(({ href, start }) => ({ target: href, start }))
      for (const { name, attributes } of markup.tags) {
        const wanted = name === 'a' ? 'href' : /^(?:router-?)?link$/i.test(name) ? 'to' : undefined
        for (const { name: key, bound, value, valueStart } of attributes) {
          if (key === 'proofs') {
            for (const match of value.matchAll(/\S+/g)) {
              targets.push({ target: match[0], start: valueStart + match.index })
            }
          }
          if (key !== wanted || /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(value)) continue
          const literal = bound ? /^(?:(\d+)|'([^']*)')$/.exec(value) : undefined
          if (bound && !literal) continue
          targets.push({ target: literal?.[1] ?? literal?.[2] ?? value, start: valueStart })
        }
      }
      const findings = targets
        .filter(({ target }) => !resolves(target))
        .map(({ target, start }) => findingAt(page, start, 'link', dead(target)))
      const { continues } = slide.frontmatter
      if (continues === undefined || aliases.has(printed(continues))) return findings
      return [...findings, findingAtKey(page, slide, 'continues', 'link', dead(printed(continues)))]
    }),
  )
}

function dead(target: string): string {
  return `"${target}" leads to no slide: no routeAlias or number is called so.`
}

/** First parts of the routes that the installed client defines: `overview`, `presenter` … */
function reservedRoutes(root: string): Set<string> {
  const client = createRequire(join(root, 'package.json')).resolve('@slidev/client/package.json')
  const source = readFileSync(join(client, '../setup/routes.ts'), 'utf8')
  return new Set([...source.matchAll(/path: '\/([\w-]+)/g)].map((match) => match[1] ?? ''))
}
