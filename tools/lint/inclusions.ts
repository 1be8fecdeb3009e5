import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type Deck, findingAt, findingAtKey, type Page, type PageSlide } from './deck.ts'
import type { Finding } from './finding.ts'
import { blank, type Span } from './markup.ts'

const RANGE = /^\d+(?:-\d*)?(?:,\d+(?:-\d*)?)*$/
const SNIPPET = /^[^\S\n]*<<<[ \t]*(\S.*?)(#[\w-]+)?[ \t]*(?:[ \t](\S+?))?[ \t]*(\{.*)?$/gm
const MAGIC_MOVE = /^(?:md|markdown) magic-move/
const INNER_FENCE = /^```[^`\n]*\n[\s\S]*?^```$/gm
/** Slidev loads the slides all the same, and reports these two without the place of the import. */
const REPORTED_HERE = /not found|does not exist/

/** `src:` that names no file, no slide of it, or comes back to itself: Slidev drops the slides silently. */
export function checkSources(deck: Deck): Finding[] {
  const findings = deck.pages.flatMap((page) => page.slides.flatMap((slide) => checkSource(deck, page, slide)))
  for (const { path, row, message } of deck.loadErrors) {
    const page = deck.pages.find((page) => page.path === path)
    if (!page || REPORTED_HERE.test(message)) continue
    findings.push(findingAt(page, page.places.startOf(row), 'src', message.replaceAll(`${deck.root}/`, '')))
  }
  return findings
}

function checkSource(deck: Deck, page: Page, slide: PageSlide): Finding[] {
  const { src, hide, disabled } = slide.frontmatter
  if (src === undefined || hide || disabled) return []
  const finding = (message: string) => [findingAtKey(page, slide, 'src', 'src', message)]
  if (typeof src !== 'string') return finding('src must be a path of a Markdown file.')
  const [file = '', ...rest] = src.split('#')
  const range = rest.join('#')
  const path = file.startsWith('/') ? join(deck.root, file) : resolve(dirname(page.path), file)
  if (!existsSync(path)) {
    return finding(`${file} does not exist: its slides would be missing. Create it or correct the path.`)
  }
  if (!src.includes('#')) return []
  if (!RANGE.test(range)) {
    return finding(`"#${range}" selects no slides. Write numbers and ranges, as in ${file}#2,4-6.`)
  }
  const reversed = range.split(',').filter((part) => {
    const [from, to] = part.split('-')
    return to && Number(to) < Number(from)
  })
  if (reversed.length > 0) return finding(`${src} selects nothing at ${reversed.join(', ')}, which runs backwards.`)
  const count = deck.pages.find((other) => other.path === path)?.slides.length ?? 0
  const outside = [...range.matchAll(/\d+/g)].map(Number).filter((n) => n < 1 || n > count)
  if (outside.length === 0) return []
  return finding(`${file} has ${count} slides, so ${src} selects nothing at ${outside.join(', ')}.`)
}

/** `<<< @/snippets/x.rs#region` whose file or region is not there: Slidev shows the whole file. */
export function checkSnippetImports(deck: Deck): Finding[] {
  return deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) => {
      const text = snippetText(page.text, slide)
      return [...text.matchAll(SNIPPET)].flatMap((match) => {
        const at = match.index + match[0].indexOf('<<<')
        const message = snippetError(deck, page, match[1] ?? '', match[2]?.slice(1))
        return message ? [findingAt(page, at, 'snippet', message)] : []
      })
    }),
  )
}

/** The slide with everything blanked where Slidev expands no `<<<`: comments, fences, fences in magic-move. */
function snippetText(text: string, slide: PageSlide): string {
  const { content, markup } = slide
  const around = [
    { start: 0, end: content.start },
    { start: content.end, end: text.length },
  ]
  const hidden: Span[] = [...around, ...markup.comments]
  for (const fence of markup.fences) {
    if (!MAGIC_MOVE.test(fence.info)) hidden.push(fence)
    else {
      const inner = text.slice(fence.start, fence.end)
      for (const { index, 0: block } of inner.matchAll(INNER_FENCE)) {
        hidden.push({ start: fence.start + index, end: fence.start + index + block.length })
      }
    }
  }
  return blank(text, hidden)
}

function snippetError(deck: Deck, page: Page, file: string, region?: string): string | undefined {
  const path = file.startsWith('@/') ? join(deck.root, file.slice(2)) : resolve(dirname(page.path), file)
  if (relative(deck.root, path).startsWith('..')) {
    return `${file} lies outside the project, where Slidev reads no snippets.`
  }
  if (!existsSync(path) || !statSync(path).isFile()) return `${file} does not exist.`
  if (region === undefined || hasRegion(readFileSync(path, 'utf8'), region)) return undefined
  return `${file} has no complete "#region ${region}" … "#endregion": the whole file would be shown.`
}

function hasRegion(text: string, region: string): boolean {
  const opening = new RegExp(`^\\s*(?://|#|--|/\\*|<!--)\\s*#?region\\s+${region}\\s*(?:\\*/|-->)?\\s*$`, 'm')
  const found = opening.exec(text)
  if (!found) return false
  return new RegExp(`#?endregion\\b[^\\S\\n]*(?:${region})?[^\\S\\n]*(?:\\*/|-->)?$`, 'm').test(
    text.slice(found.index + found[0].length),
  )
}
