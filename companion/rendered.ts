import { VOTES } from '../scene/line-votes.ts'

/**
 * The sentences of a rendered slide that have addresses, as HTML by address. `Rule`, `Guaranteed` and
 * `Observed` put each between `claim-text` tags.
 */
export function sentencesIn(html: string): Map<string, string> {
  const found = html.matchAll(/<claim-text data-claim="([^"]*)"[^>]*>([\s\S]*?)<\/claim-text>/g)
  return new Map([...found].map(([, id = '', sentence = '']) => [id, cleaned(sentence)]))
}

/** A prediction of a rendered slide. */
export type RenderedPrediction = {
  id: string
  right: string
  question: string
  /** What is asked about, as HTML, where the question does not say it. */
  asked?: string
  /** The beliefs as HTML, with the values that the recording is compared with. */
  options: { value: string; html: string }[]
}

/** The predictions of a rendered slide, as `Predict` and `Option` mark them. */
export function predictionsIn(html: string): RenderedPrediction[] {
  const sections = html.matchAll(/<div\b([^>]*\bdata-prediction="[^>]*)>([\s\S]*?)<\/ol>/g)
  return [...sections].map(([, attributes = '', body = '']) => ({
    id: attributeOf(attributes, 'data-prediction'),
    right: attributeOf(attributes, 'data-right'),
    question: attributeOf(attributes, 'aria-label'),
    options: [...body.matchAll(/<option-text data-value="([^"]*)"[^>]*>([\s\S]*?)<\/option-text>/g)].map(
      ([, value = '', belief = '']) => ({ value, html: cleaned(belief) }),
    ),
  }))
}

/** What is voted on lines of a rendered slide, as `ReadingVotes` marks it. */
export function votesIn(html: string): RenderedPrediction[] {
  const lines = html.matchAll(/<li\b([^>]*\bdata-vote="[^>]*)>[\s\S]*?<code\b[^>]*>([\s\S]*?)<\/code>/g)
  return [...lines].map(([, attributes = '', line = '']) => ({
    id: attributeOf(attributes, 'data-vote'),
    right: attributeOf(attributes, 'data-right'),
    question: `How often does this line call the allocator in ${attributeOf(attributes, 'data-build')}?`,
    asked: `<code>${line}</code>`,
    options: VOTES.map((value) => ({ value, html: `${value} call${value === '1' ? '' : 's'}` })),
  }))
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
}

/** Without what Vue leaves for its own use, and without paragraphs within the sentence. */
function cleaned(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/ data-v-[0-9a-f]+(="")?/g, '')
    .replace(/<\/?p>/g, '')
    .trim()
}
