import { existsSync, globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { type Deck, findingAt, findingAtKey, printed } from './deck.ts'
import type { Finding } from './finding.ts'
import { hint } from './hint.ts'

/** Registered by Vue and vue-router themselves (vuejs.org/api/built-in-components.html). */
const BUILT_IN = [
  'Component',
  'Transition',
  'TransitionGroup',
  'KeepAlive',
  'Teleport',
  'Suspense',
  'RouterLink',
  'RouterView',
]
/** `Vec<T>` written bare: the markup trap reports it better than as a component named T. */
const GENERIC = /[\w:]$/

/** Tags that no component stands behind: Slidev builds, and shows nothing or plain text there. */
export function checkComponents(deck: Deck): Finding[] {
  const known = new Set([...BUILT_IN, ...componentNames(deck)])
  const icons = iconSets(deck)
  return deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) =>
      slide.markup.tags.flatMap((tag) => {
        if (!tag.component || known.has(pascalCase(tag.name)) || icons(tag.name)) return []
        if (GENERIC.test(page.text.slice(0, tag.start))) return []
        return [
          findingAt(
            page,
            tag.start,
            'unknown-component',
            `<${tag.name}> is no component of the deck, its theme or Slidev, and no HTML element.` +
              hint(pascalCase(tag.name), known),
          ),
        ]
      }),
    ),
  )
}

/** A `layout:` that neither the deck, its theme nor Slidev has: Slidev falls back to `default`. */
export function checkLayouts(deck: Deck): Finding[] {
  const known = new Set(layoutNames(deck))
  return deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) => {
      const { layout } = slide.frontmatter
      if (layout === undefined || known.has(printed(layout))) return []
      return [
        findingAtKey(
          page,
          slide,
          'layout',
          'unknown-layout',
          `There is no layout "${printed(layout)}".${hint(printed(layout), known)}` +
            ` Known: ${[...known].sort().join(', ')}.`,
        ),
      ]
    }),
  )
}

/** Folders whose `components/` and `layouts/` a deck sees, Slidev's own client first. */
function roots(deck: Deck): { client: string; others: string[] } {
  const client = packageRoot(deck.root, '@slidev/client')
  const { theme = 'default' } = deck.headmatter
  const name = theme === null ? 'none' : printed(theme)
  if (name === 'none') return { client, others: [deck.root] }
  if (/^[./]/.test(name)) return { client, others: [resolve(deck.root, name), deck.root] }
  const candidates = name.includes('/') ? [name] : [`@slidev/theme-${name}`, `slidev-theme-${name}`, name]
  const theming = candidates.flatMap((candidate) => {
    try {
      return [packageRoot(deck.root, candidate)]
    } catch {
      return [] // Slidev tries the same three names in turn; none at all is reported by its own start.
    }
  })
  return { client, others: [...theming.slice(0, 1), deck.root] }
}

function packageRoot(root: string, name: string): string {
  return dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`))
}

function componentNames(deck: Deck): string[] {
  const { client, others } = roots(deck)
  return [join(client, 'builtin'), ...others.map((root) => join(root, 'components'))].flatMap((folder) =>
    globSync('**/*.{vue,md,js,ts,jsx,tsx}', { cwd: folder })
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => pascalCase(basename(file).replace(/\.\w+$/, ''))),
  )
}

function layoutNames(deck: Deck): string[] {
  const { client, others } = roots(deck)
  return [client, ...others].flatMap((root) =>
    globSync('layouts/**/*.{vue,js,mjs,ts,mts}', { cwd: root }).map((file) => basename(file).replace(/\.\w+$/, '')),
  )
}

/** Says whether a tag such as `carbon-chip` is an icon of an installed Iconify set. */
function iconSets(deck: Deck): (tag: string) => boolean {
  return (tag) => {
    const [set = '', ...icon] = tag.split('-')
    if (icon.length === 0 || /[^a-z0-9]/.test(set)) return false
    const path = join(packageRoot(deck.root, '@slidev/client'), '../../@iconify-json', set, 'icons.json')
    if (!existsSync(path)) return false
    const icons: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return (icons as { icons: Record<string, unknown> }).icons[icon.join('-')] !== undefined
  }
}

/** A tag's or file's name as Vue knows its component: `memory-stage` is `MemoryStage`. */
export function pascalCase(name: string): string {
  return name.replace(/(?:^|[-_.])(\w)/g, (_, letter: string) => letter.toUpperCase())
}
