import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { load, parseSync } from '@slidev/parser/fs'
import type { SlideInfo, SourceSlideInfo } from '@slidev/types'
import type { Finding } from './finding.ts'
import { type Markup, readMarkup, type Span } from './markup.ts'
import { placesOf, type Places } from './text-place.ts'

/** One slide of a page, as it stands in its file. */
export type PageSlide = {
  source: SourceSlideInfo
  frontmatter: Record<string, unknown>
  /** The Markdown below the front matter. */
  content: Span
  markup: Markup
  /** The speaker's note; absent when the slide has none. */
  note?: Note
}

/** A slide's last comment, which Slidev shows to the speaker as Markdown. `start` is its first mark. */
export type Note = { start: number; inside: Span; text: string; markup: Markup }

/** One Markdown file of the deck. */
export type Page = {
  /** Path below the project, with `/`. */
  file: string
  path: string
  text: string
  places: Places
  slides: PageSlide[]
}

/** A slide in the order of the talk, with the front matter that it gets from its importers. */
export type TalkSlide = {
  /** Counted from 1, as in the address. */
  number: number
  frontmatter: Record<string, unknown>
  title?: string
  page: Page
  slide: PageSlide
}

/** All that the rules look at. */
export type Deck = {
  root: string
  pages: Page[]
  talk: TalkSlide[]
  headmatter: Record<string, unknown>
  /** What Slidev's own loader complains of; `row` counts from 0. */
  loadErrors: { path: string; row: number; message: string }[]
}

/** A rule: what it finds wrong in a deck. */
export type Rule = (deck: Deck) => Finding[]

/**
 * Reads the deck below `root`: `slides.md`, what it imports, and every file of `pages/`.
 * @throws when there is no `slides.md`.
 */
export async function readDeck(root: string): Promise<Deck> {
  const entry = join(root, 'slides.md')
  if (!existsSync(entry)) throw new Error(`No slides.md in ${root}: nothing to lint.`)
  const loaded = await load({ userRoot: root, roots: [root], allowedRoots: [root] }, entry)
  const paths = new Set([
    ...Object.keys(loaded.markdownFiles).map((path) => resolve(path)),
    ...globSync('pages/**/*.md', { cwd: root }).map((file) => join(root, file)),
  ])
  const pages = [...paths].map((path) => readPage(root, path))
  return {
    root,
    pages,
    headmatter: loaded.headmatter,
    loadErrors: Object.entries(loaded.markdownFiles).flatMap(([path, file]) =>
      (file.errors ?? []).map((error) => ({ path: resolve(path), ...error })),
    ),
    talk: loaded.slides.flatMap((slide) => talkSlide(pages, slide)),
  }
}

function readPage(root: string, path: string): Page {
  const text = readFileSync(path, 'utf8')
  const places = placesOf(text)
  const slides = parseSync(text, path).slides.map((source) => readSlide(text, places, source))
  return { file: relative(root, path).split(sep).join('/'), path, text, places, slides }
}

function readSlide(text: string, places: Places, source: SourceSlideInfo): PageSlide {
  const content = { start: places.startOf(source.contentStart), end: places.startOf(source.end) }
  const markup = readMarkup(text, content)
  return { source, frontmatter: source.frontmatter, content, markup, note: readNote(text, content, markup) }
}

function readNote(text: string, content: Span, { comments }: Markup): Note | undefined {
  const last = comments.at(-1)
  if (!last || text.slice(last.end, content.end).trim() !== '') return undefined
  const inside = { start: last.start + '<!--'.length, end: last.end - '-->'.length }
  return {
    start: last.start,
    inside,
    text: text.slice(inside.start, inside.end),
    markup: readMarkup(text, inside),
  }
}

function talkSlide(pages: Page[], info: SlideInfo): TalkSlide[] {
  const page = pages.find(({ path }) => path === resolve(info.source.filepath))
  const slide = page?.slides[info.source.index]
  if (!page || !slide) return []
  // YAML may make a number or a list of it.
  const title = info.title === undefined ? undefined : String(info.title)
  return [{ number: info.index + 1, frontmatter: info.frontmatter, title, page, slide }]
}

/** A value of front matter as a message or a comparison wants it. */
export function printed(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

/** A finding at an offset of a page. */
export function findingAt(page: Page, offset: number, rule: string, message: string): Finding {
  return { file: page.file, ...page.places.at(offset), rule, message }
}

/** A finding at a key of a slide's front matter, or at the slide's first line when it lacks the key. */
export function findingAtKey(page: Page, slide: PageSlide, key: string, rule: string, message: string): Finding {
  const start = page.places.startOf(slide.source.start)
  const head = page.text.slice(start, slide.content.start)
  const found = new RegExp(`^${key}\\s*:`, 'm').exec(head)
  return findingAt(page, start + (found?.index ?? 0), rule, message)
}
