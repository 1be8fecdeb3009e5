import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Deck, findingAt, findingAtKey, type Page, type PageSlide } from './deck.ts'
import type { Finding } from './finding.ts'
import { blank } from './markup.ts'
import { placesOf } from './text-place.ts'

const RULE = 'foreign-url'
const ADVICE = 'The deck must run without the net: put the file into public/ or take it from an npm package.'
const FOREIGN = /^\s*['"]?(?:https?:)?\/\//i
/** Built-in components whose content lies on another host. */
const ONLINE = new Set(['Tweet', 'BlueSky', 'Youtube', 'PlantUml'])
const LOADING_ATTRIBUTE = /^(?:src|srcset|poster|data|image|background|url|xlink:href)$/
const LOADING_KEY = ['image', 'background', 'backgroundImage', 'backgroundVideo', 'url', 'favicon', 'css']
const IMAGE = /!\[[^\]]*\]\(\s*<?((?:https?:)?\/\/)/gi
/** `rel` of a `<link>` that a browser follows by itself. */
const FOLLOWED =
  'stylesheet|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest' + '|icon|shortcut icon|apple-touch-icon'
const ELEMENTS = 'img|script|iframe|video|audio|source|image|embed|object|use'
const HOST = String.raw`\s*=\s*['"](?:https?:)?//`
/** Text of style sheets, scripts and templates that makes a browser fetch from elsewhere. */
const IN_CODE = [
  /url\(\s*['"]?(?:https?:)?\/\//gi,
  /@import\s+['"](?:https?:)?\/\//gi,
  new RegExp(String.raw`<(?:${ELEMENTS})\b[^>]*?\s(?:src|srcset|data|href|xlink:href)${HOST}`, 'gi'),
  new RegExp(String.raw`<link\b(?=[^>]*\brel\s*=\s*['"](?:${FOLLOWED})['"])[^>]*\shref${HOST}`, 'gi'),
  /\b(?:fetch|import|importScripts|sendBeacon|(?:Worker|EventSource|WebSocket))\(\s*['"`](?:https?|wss?):/g,
  /\bfrom\s+['"]https?:/g,
]

/** Everything that would be fetched from another host when the deck runs. */
export function checkForeignUrls(deck: Deck): Finding[] {
  return [
    ...checkHeadmatter(deck),
    ...deck.pages.flatMap((page) => page.slides.flatMap((slide) => checkSlide(page, slide))),
    ...checkCode(deck.root),
  ]
}

/** Slidev's own defaults ask Google for fonts and a CDN for the icon. */
function checkHeadmatter({ headmatter, pages }: Deck): Finding[] {
  const page = pages.find(({ file }) => file === 'slides.md')
  const head = page?.slides[0]
  if (!page || !head) return []
  const findings: Finding[] = []
  const add = (key: string, message: string) => findings.push(findingAtKey(page, head, key, RULE, message))
  const fonts = headmatter.fonts as { provider?: unknown } | undefined
  if (fonts?.provider !== 'none') {
    add('fonts', 'Slidev loads fonts from Google unless the headmatter says "fonts: { provider: none }".')
  }
  if (typeof headmatter.favicon !== 'string') {
    add('favicon', 'Slidev loads its icon from a CDN unless the headmatter names a file: "favicon: /favicon.svg".')
  }
  return findings
}

function checkSlide(page: Page, slide: PageSlide): Finding[] {
  const { content, markup, frontmatter } = slide
  const { fences, comments, codeSpans, tags } = markup
  const findings = LOADING_KEY.filter((key) =>
    [frontmatter[key]].flat().some((value) => typeof value === 'string' && FOREIGN.test(value)),
  ).map((key) => findingAtKey(page, slide, key, RULE, `${key} is loaded from another host. ${ADVICE}`))

  const text = blank(page.text, [...fences, ...comments, ...codeSpans]).slice(content.start, content.end)
  for (const match of text.matchAll(IMAGE)) {
    const offset = content.start + match.index + match[0].length - (match[1]?.length ?? 0)
    findings.push(findingAt(page, offset, RULE, `This image is loaded from another host. ${ADVICE}`))
  }
  for (const tag of tags) {
    const add = (offset: number, what: string) =>
      findings.push(findingAt(page, offset, RULE, `${what} from another host. ${ADVICE}`))
    if (ONLINE.has(tag.name)) add(tag.start, `<${tag.name}> loads`)
    for (const { name, value, start } of tag.attributes) {
      const loads = LOADING_ATTRIBUTE.test(name) || (name === 'href' && /^(?:link|image|use)$/.test(tag.name))
      if (loads && FOREIGN.test(value)) add(start, `${name} is loaded`)
    }
    if (tag.name !== 'style' && tag.name !== 'script') continue
    for (const offset of foreignInCode(page.text.slice(tag.inner.start, tag.inner.end))) {
      add(tag.inner.start + offset, 'This is loaded')
    }
  }
  return findings
}

function checkCode(root: string): Finding[] {
  const folders = '{components,composables,layouts,scene,setup,styles}/**/*.{vue,ts,css}'
  return globSync([folders, '*.{vue,css}', 'index.html'], { cwd: root })
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const places = placesOf(text)
      return foreignInCode(text).map((offset) => ({
        file,
        ...places.at(offset),
        rule: RULE,
        message: `This is loaded from another host. ${ADVICE}`,
      }))
    })
}

function foreignInCode(code: string): number[] {
  return IN_CODE.flatMap((pattern) => [...code.matchAll(pattern)].map(({ index }) => index))
}
