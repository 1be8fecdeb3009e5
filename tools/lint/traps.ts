import { type Deck, findingAt, type Page, type PageSlide } from './deck.ts'
import type { Finding } from './finding.ts'
import { blank } from './markup.ts'

const GENERIC = /[\w:]$/

/** What Slidev or Vue takes for something else than the author meant. */
export function checkTraps(deck: Deck): Finding[] {
  return deck.pages.flatMap((page) => [
    ...dollars(page),
    ...page.slides.flatMap((slide) => [
      ...frontmatterErrors(page, slide),
      ...interpolations(page, slide),
      ...bareGenerics(page, slide),
      ...templateErrors(page, slide),
    ]),
  ])
}

/** Slidev looks for `$…$` in the raw text, code and notes included, and then loads KaTeX (1.1 MB). */
function dollars(page: Page): Finding[] {
  return page.text.split('\n').flatMap((line, row) => {
    const second = line.indexOf('$', line.indexOf('$') + 1)
    if (second <= 0) return []
    return [
      findingAt(
        page,
        page.places.startOf(row) + second,
        'katex',
        'Two dollar signs on one line, even in code or a note, make Slidev load KaTeX. Break the line.',
      ),
    ]
  })
}

function frontmatterErrors(page: Page, { source }: PageSlide): Finding[] {
  const start = page.places.startOf(source.frontmatterStyle === 'frontmatter' ? source.start + 1 : source.start)
  return (source.frontmatterDoc?.errors ?? []).map(({ pos, message }) =>
    findingAt(page, start + pos[0], 'front-matter', `The front matter is not YAML: ${message.split('\n')[0] ?? ''}`),
  )
}

function interpolations(page: Page, { content, markup }: PageSlide): Finding[] {
  const { fences, comments, codeSpans } = markup
  const visible = blank(page.text, [...fences, ...comments, ...codeSpans])
  const text = visible.slice(content.start, content.end)
  return [...text.matchAll(/\{\{/g)].map(({ index }) =>
    findingAt(
      page,
      content.start + index,
      'interpolation',
      'Vue would evaluate {{ … }}. Put code into backticks, and let a component print values.',
    ),
  )
}

function bareGenerics(page: Page, { markup, note }: PageSlide): Finding[] {
  return [...markup.tags, ...(note?.markup.tags ?? [])]
    .filter(({ component, start }) => component && GENERIC.test(page.text.slice(0, start)))
    .map(({ start }) => {
      const tag = /^<[^>\n]*>?/.exec(page.text.slice(start))?.[0]
      return findingAt(page, start, 'bare-generics', `${tag} would be taken for a tag. Put the type into backticks.`)
    })
}

/** Unclosed, misnested and misread tags, expressions that do not parse; those that a bare generic causes are reported as such. */
function templateErrors(page: Page, { markup }: PageSlide): Finding[] {
  return markup.errors
    .filter(({ start }) => !GENERIC.test(page.text.slice(0, start)))
    .map(({ start, message }) => findingAt(page, start, 'template', message))
}
