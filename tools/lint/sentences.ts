import { type Page, printed, type TalkSlide } from './deck.ts'
import type { Span, Tag } from './markup.ts'

/** A sentence of the talk that claims something, with what it rests on. */
export type Sentence = {
  kind: 'rule' | 'answer' | 'observation' | 'row'
  /** As a viewer reads it, without markup; what a recording fills in is `…`. */
  text: string
  item: TalkSlide
  /** Offset of the sentence in its page. */
  start: number
  /** Its predicates; absent when it names none. `start` is where they stand, absent in front matter. */
  rests?: { text: string; start?: number }
  /** Rules only: number by which it is cited, and alias of the slide that proves it. */
  no?: string
  proof?: string
}

/** Components that say a sentence of their own. */
const SAYING: Partial<Record<string, Sentence['kind']>> = { Rule: 'rule', Observed: 'observation', RegionRow: 'row' }

/**
 * Every sentence of the talk that rests on recordings: rules, answers, what is marked as recorded,
 * and the rows of who frees what. An answer is what takes a headline's place (`<template #answer>`),
 * or a heading that says more than the slide's title where a recording is shown. The slide with the
 * legend explains the marks and claims nothing.
 */
export function sentences(talk: readonly TalkSlide[]): Sentence[] {
  return talk.flatMap((item) => [...answerOf(item), ...saidBy(item)])
}

function saidBy(item: TalkSlide): Sentence[] {
  const { page, slide } = item
  if (slide.markup.tags.some(({ name }) => name === 'Legend')) return []
  return slide.markup.tags.flatMap((tag) => {
    const kind = SAYING[tag.name]
    if (!kind) return []
    const rests = tag.attributes.find(({ name, bound }) => name === 'rests' && !bound)
    const said = tag.attributes.filter(({ name, bound }) => !bound && name !== 'rests').map(({ value }) => value)
    return [
      {
        kind,
        text: kind === 'row' ? plain(said.join(', ')) : readable(page, tag.inner, slide.markup.tags),
        item,
        start: tag.start,
        rests: rests && { text: rests.value, start: rests.valueStart },
        no: valueOf(tag, 'no'),
        proof: valueOf(tag, 'proof'),
      },
    ]
  })
}

function answerOf(item: TalkSlide): Sentence[] {
  const { page, slide, frontmatter } = item
  const { tags } = slide.markup
  const said = tags.find(
    ({ name, start, inner }) => name === 'template' && page.text.slice(start, inner.start).includes('#answer'),
  )
  const found = said ? { start: said.start, text: readable(page, said.inner, tags) } : headingAnswer(item)
  if (!found) return []
  const rests = frontmatter.rests === undefined ? undefined : { text: printed(frontmatter.rests) }
  return [{ kind: 'answer', ...found, item, rests }]
}

function headingAnswer(item: TalkSlide): { start: number; text: string } | undefined {
  const { page, slide, frontmatter, title = '' } = item
  const heading = /^# +(.+)$/m.exec(page.text.slice(slide.content.start, slide.content.end))
  if (!heading) return undefined
  const shows = recordingsShown(slide.markup.tags).length > 0
  const text = plain(heading[1] ?? '')
  if (plain(title).toLowerCase().includes(text.toLowerCase())) return undefined
  if (!shows && frontmatter.rests === undefined) return undefined
  return { start: slide.content.start + heading.index, text }
}

/** Names of the recordings that a slide's tags place. */
export function recordingsShown(tags: readonly Tag[]): string[] {
  return tags.flatMap(({ attributes }) =>
    attributes
      .filter(({ name, bound }) => /^recordings?$/.test(name) && !bound)
      .flatMap(({ value }) => value.split(/[\s,]+/).filter(Boolean)),
  )
}

function valueOf(tag: Tag, name: string): string | undefined {
  return tag.attributes.find((attribute) => attribute.name === name)?.value
}

function readable(page: Page, span: Span, tags: readonly Tag[]): string {
  const recorded = tags.filter(({ name, start, end }) => name === 'Recorded' && start >= span.start && end <= span.end)
  const text = recorded.reduceRight(
    (rest, { start, end }) => rest.slice(0, start - span.start) + '…' + rest.slice(end - span.start),
    page.text.slice(span.start, span.end),
  )
  return plain(text)
}

function plain(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('`', '')
    .replace(/\s+/g, ' ')
    .trim()
}
