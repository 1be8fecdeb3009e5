import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Deck, findingAt, findingAtKey, type PageSlide, printed } from './deck.ts'
import type { Finding } from './finding.ts'
import type { Tag } from './markup.ts'

/** Who follows a link: the deck's router, which knows slides, or the browser, which knows files. */
type Link = { target: string; start: number; by: 'router' | 'browser' }

/** An address of another host, or of another kind: no business of the deck. */
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i
/** Pages of the built folder beside the slides. */
const PAGES = /^(?:read|find)\/(?:index\.html)?$/

/** Links inside the deck that lead to no slide or no file of `public/`, by whoever would follow them. */
export function checkLinks(deck: Deck): Finding[] {
  const aliases = new Set(deck.talk.flatMap(({ frontmatter }) => frontmatter.routeAlias ?? []).map(printed))
  const isSlide = (name: string): boolean =>
    aliases.has(name) || (/^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= deck.talk.length)
  const isFile = (name: string): boolean =>
    PAGES.test(name) || (name !== '' && existsSync(join(deck.root, 'public', name)))

  /** What is wrong with a link; undefined where it leads somewhere. */
  function wrong({ target, by }: Link): string | undefined {
    if (ELSEWHERE.test(target)) return undefined
    const isRouted = by === 'router'
    if (target === '') return 'A link without a target leads nowhere.'
    if (target.startsWith('#')) {
      const name = target.replace(/^#\/?/, '')
      return isRouted
        ? `"${target}" stays on its slide. Write a slide's routeAlias or number, without the #.`
        : `"${target}" is no address of a slide in every view. Write <Link to="${name}">.`
    }
    const name = target.replace(/^\.?\//, '').replace(/[?#].*$/, '')
    const [leads, leadsOtherwise] = isRouted ? [isSlide, isFile] : [isFile, isSlide]
    if (leads(name) || (isRouted && name === '')) return undefined
    if (!leadsOtherwise(name)) {
      return isRouted ? dead(target) : `"${target}" leads to no file: public/ has none that is called so.`
    }
    return isRouted
      ? `"${target}" is a file, and only slides are looked for there. Write <a href="${name}">.`
      : `"${target}" is a slide, and only files are looked for there. Write <Link to="${name}">.`
  }

  return deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) => {
      const findings = [
        ...linksOf(slide).map((link) => ({ start: link.start, message: wrong(link) })),
        ...linksOfNote(slide).map(({ target, start }) => ({
          start,
          message: ELSEWHERE.test(target)
            ? undefined
            : `"${target}" leads nowhere from a note. Name the slide in words.`,
        })),
      ].flatMap(({ start, message }) => (message ? [findingAt(page, start, 'link', message)] : []))
      const { continues } = slide.frontmatter
      if (continues === undefined || aliases.has(printed(continues))) return findings
      return [...findings, findingAtKey(page, slide, 'continues', 'link', dead(printed(continues)))]
    }),
  )
}

function linksOf({ markup }: PageSlide): Link[] {
  return [
    // As Slidev tells them apart; it opens all others in a new tab.
    ...markup.links.map(({ href, start }): Link => {
      const by = /^(?:[./#]|\d+$)/.test(href) ? 'router' : 'browser'
      return { target: href, start, by }
    }),
    ...markup.tags.flatMap(linksOfTag),
  ]
}

/** The targets that a tag writes out: what an expression computes is not known here. */
function linksOfTag({ name, attributes }: Tag): Link[] {
  const isRouted = /^(?:router-?)?link$/i.test(name)
  const wanted = name === 'a' ? 'href' : isRouted ? 'to' : undefined
  return attributes.flatMap(({ name: key, bound, value, valueStart }): Link[] => {
    if (key === 'proofs') {
      return [...value.matchAll(/\S+/g)].map((match) => ({
        target: match[0],
        start: valueStart + match.index,
        by: 'router',
      }))
    }
    if (key !== wanted) return []
    const literal = bound ? /^(?:(-?\d+)|'([^']*)')$/.exec(value) : undefined
    if (bound && !literal) return []
    const target = literal?.[1] ?? literal?.[2] ?? value
    return [{ target, start: valueStart, by: isRouted ? 'router' : 'browser' }]
  })
}

/** A note is shown as HTML, in three views: what it links to has to be an address of its own. */
function linksOfNote({ note }: PageSlide): Pick<Link, 'target' | 'start'>[] {
  if (!note) return []
  const { links, tags } = note.markup
  return [...links.map(({ href, start }) => ({ target: href, start })), ...tags.flatMap(linksOfTag)]
}

function dead(target: string): string {
  return `"${target}" leads to no slide: no routeAlias or number is called so.`
}
