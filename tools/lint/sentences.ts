import { type Page, printed, type TalkSlide } from './deck.ts'
import type { Attribute, Span, Tag } from './markup.ts'

/** A sentence of the talk that claims something, with what it rests on. */
export type Sentence = {
  kind: 'rule' | 'answer'
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

/**
 * Every rule and every answer of the talk. An answer is what takes a headline's place
 * (`<template #answer>`), or a heading that says more than the slide's title where a recording is shown.
 */
export function sentences(talk: readonly TalkSlide[]): Sentence[] {
  return talk.flatMap((item) => [...answerOf(item), ...rulesOf(item)])
}

function rulesOf(item: TalkSlide): Sentence[] {
  const { page, slide } = item
  return slide.markup.tags.filter(({ name }) => name === 'Rule').map((tag) => {
    const rests = tag.attributes.find(({ name, bound }) => name === 'rests' && !bound)
    return {
      kind: 'rule' as const,
      text: readable(page, tag.inner, slide.markup.tags),
      item,
      start: tag.start,
      rests: rests && { text: written(page, rests), start: rests.valueStart },
      no: valueOf(tag, 'no'),
      proof: valueOf(tag, 'proof'),
    }
  })
}

/** An attribute's value from the page itself: the markup's lacks each `<` that begins no tag. */
function written(page: Page, { valueStart, end }: Attribute): string {
  return page.text.slice(valueStart, end).replace(/["']$/, '')
}

function answerOf(item: TalkSlide): Sentence[] {
  const { page, slide, frontmatter } = item
  const { tags } = slide.markup
  const said = tags.find(({ name, start, inner }) =>
    name === 'template' && page.text.slice(start, inner.start).includes('#answer'),
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
  const recorded = tags.filter(({ name, start, end }) =>
    name === 'Recorded' && start >= span.start && end <= span.end,
  )
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
