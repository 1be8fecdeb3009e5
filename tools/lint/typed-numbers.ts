import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'vue/compiler-sfc'
import { type Deck, findingAt, findingAtKey, type Page, type PageSlide, printed } from './deck.ts'
import type { Finding } from './finding.ts'
import { type Markup, readNodes, type Span, type Tag } from './markup.ts'
import { BARRIER, columnQuantities, quantities, type Quantity } from './quantities.ts'
import { placesOf } from './text-place.ts'

/** HTML elements that interrupt no sentence. */
const INLINE = new Set('a abbr b code em i mark small span strong sub sup u wbr'.split(' '))
/** Components whose text is laid down by the document that their `source` names. */
const SOURCED = new Set(['Fact', 'Guaranteed'])
/** Attributes that a viewer never reads. */
const UNREAD = new Set('class style id key href src to source recording recordings region rests'.split(' '))
/** Props whose bare number is a quantity of a recording. */
const QUANTITY = new Set(['bytes', 'calls', 'allocations', 'instructions'])

/**
 * Quantities of memory, time or calls that are typed: in a page's prose, props, title, diagrams and
 * notes, and in the text of components and layouts. A recording knows them better; a fact of the
 * language or ABI stands in `<Fact source="…">` or `<Guaranteed source="…">`.
 */
export function checkTypedNumbers(deck: Deck): Finding[] {
  return [
    ...deck.pages.flatMap((page) =>
      page.slides.flatMap((slide) => [
        ...inTitle(page, slide),
        ...inProse(page, slide),
        ...inAttributes(slide.markup.tags).map(({ index, text }) =>
          findingAt(page, index, 'typed-number', complaintOfText(text)),
        ),
        ...inNote(page, slide),
      ]),
    ),
    ...inComponents(deck.root),
  ]
}

/** A `<Fact>` or `<Guaranteed>` without a source proves nothing. */
export function checkFacts(deck: Deck): Finding[] {
  return deck.pages.flatMap((page) =>
    page.slides
      .flatMap((slide) => [...slide.markup.tags, ...(slide.note?.markup.tags ?? [])])
      .filter((tag) => SOURCED.has(tag.name) && !hasSource(tag))
      .map((tag) =>
        findingAt(
          page,
          tag.start,
          'fact-source',
          `<${tag.name}> needs a source: an address in the reference, std docs or an ABI document.`,
        ),
      ),
  )
}

function onSlide(page: Page, offset: number, text: string): Finding {
  return findingAt(page, offset, 'typed-number', complaint(text))
}

function complaint(text: string): string {
  return (
    `"${text}" is typed by hand. Show it with <Recorded recording="…" of="…" />; ` +
    'for a fact of the language or ABI write <Fact source="…">…</Fact>.'
  )
}

/** For attributes and titles, which are plain text: no component can stand there. */
function complaintOfText(text: string): string {
  return (
    `"${text}" is typed by hand where no component can stand. Say it without the number, ` +
    'or show it in the slide\'s text with <Recorded recording="…" of="…" />.'
  )
}

function inTitle(page: Page, slide: PageSlide): Finding[] {
  return quantities(printed(slide.frontmatter.title)).map(({ text }) =>
    findingAtKey(page, slide, 'title', 'typed-number', complaintOfText(text)),
  )
}

function inAttributes(tags: Tag[]): Quantity[] {
  return tags.flatMap((tag) =>
    tag.attributes.flatMap(({ name, value, valueStart, start }) => {
      if (tag.component && QUANTITY.has(name) && /^\s*\d+\s*$/.test(value)) {
        return [{ index: start, text: `${name}="${value}"` }]
      }
      if (UNREAD.has(name)) return []
      return quantities(value).map(({ index, text }) => ({ index: valueStart + index, text }))
    }),
  )
}

function inProse(page: Page, { content, markup }: PageSlide): Finding[] {
  const hidden = [...markup.comments, ...markup.fences.filter(({ info }) => !info.startsWith('mermaid'))]
  const prose = readable(page.text, content, markup, hidden)
  return [...quantities(prose), ...columnQuantities(prose)].map(({ index, text }) =>
    onSlide(page, content.start + index, text),
  )
}

function inNote(page: Page, { note }: PageSlide): Finding[] {
  if (!note) return []
  const said = readable(page.text, note.inside, note.markup, note.markup.fences)
  return quantities(said, { seconds: false }).map(({ index, text }) =>
    findingAt(
      page,
      note.inside.start + index,
      'typed-number',
      `The note types "${text}". Point at the recorded number on the slide instead;` +
        ' for a fact of the language or ABI write <Fact source="…">…</Fact>.',
    ),
  )
}

/** Templates of the deck's own components: what they say is on slides too. */
function inComponents(root: string): Finding[] {
  return globSync('{components,layouts}/**/*.vue', { cwd: root })
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8')
      const template = parse(text, { filename: file, sourceMap: false }).descriptor.template
      if (!template?.ast) return []
      const markup = readNodes(template.ast.children)
      const content = { start: template.loc.start.offset, end: template.loc.end.offset }
      const comments = [...text.matchAll(/<!--[\s\S]*?-->/g)].map(({ index, 0: comment }) => ({
        start: index,
        end: index + comment.length,
      }))
      const typed = markup.tags.map((tag) => ({ ...tag, attributes: tag.attributes.filter(({ bound }) => !bound) }))
      const places = placesOf(text)
      return [
        ...quantities(readable(text, content, markup, comments)).map(({ index, text }) => ({
          index: index + content.start,
          message: complaint(text),
        })),
        ...inAttributes(typed).map(({ index, text }) => ({ index, message: complaintOfText(text) })),
      ].map(({ index, message }) => ({ file, ...places.at(index), rule: 'typed-number', message }))
    })
}

/**
 * What a viewer reads of `content`, at the same offsets: markup is blanks, what separates is a
 * barrier. What stands under a source is hidden, and what an option lets viewers believe: the
 * recording decides which option is right.
 */
function readable(
  text: string,
  content: Span,
  { tags, interpolations }: Pick<Markup, 'tags' | 'interpolations'>,
  hidden: Span[],
): string {
  const chars = text.slice(content.start, content.end).split('')
  const fill = (span: Span, filler: string): void => {
    const end = Math.min(span.end, content.end) - content.start
    for (let i = Math.max(span.start - content.start, 0); i < end; i++) if (chars[i] !== '\n') chars[i] = filler
  }
  for (const span of [...hidden, ...interpolations]) fill(span, BARRIER)
  for (const tag of tags) {
    const filler = INLINE.has(tag.name) ? ' ' : BARRIER
    fill({ start: tag.start, end: tag.inner.start }, filler)
    fill({ start: tag.inner.end, end: tag.end }, filler)
    const sourced = SOURCED.has(tag.name) && hasSource(tag)
    if (sourced || tag.name === 'style' || tag.name === 'script') fill(tag.inner, BARRIER)
    if (tag.name === 'Option') for (const span of ownText(tag, tags)) fill(span, BARRIER)
  }
  return chars
    .join('')
    .replace(/\]\([^)\n]*\)/g, (target) => ' '.repeat(target.length))
    .replace(/[*_~`[]/g, ' ')
}

/** A tag's inner text without that of its `<template>` slots. */
function ownText(tag: Tag, tags: Tag[]): Span[] {
  const slots = tags.filter(
    ({ name, start, end }) => name === 'template' && start >= tag.inner.start && end <= tag.inner.end,
  )
  const edges = [tag.inner.start, ...slots.flatMap(({ start, end }) => [start, end]), tag.inner.end]
  return edges.flatMap((start, i) => (i % 2 === 0 ? [{ start, end: edges[i + 1] ?? start }] : []))
}

function hasSource(tag: Tag): boolean {
  return tag.attributes.some(({ name, value }) => name === 'source' && value.trim() !== '')
}
