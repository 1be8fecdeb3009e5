import { componentPlugin } from '@mdit-vue/plugin-component'
import MarkdownExit from 'markdown-exit'
import { textOf } from './html.ts'
import { DIRECTION } from './unsaid.ts'

const markdown = new MarkdownExit({ html: true, linkify: false })
// It is written for markdown-it, whose interface markdown-exit has.
markdown.use(componentPlugin as unknown as (md: MarkdownExit) => void)
markdown.renderer.rules.fence = (tokens, index) => {
  throw new Error(`the reading view has no way to show a block of “${tokens[index]?.info}”`)
}

const prose = new MarkdownExit({ html: false })
const CLICK = /\[click(?::\d+)?\]\s*/gi
const V_CLICK = /\s+v-(?:click|after)(?:="[^"]*")?/g

/**
 * A slide's Markdown as a Vue template: its own headings become the answer that they say, or go where they
 * repeat the slide's title.
 */
export function slideTemplate(text: string, title: string): string {
  const rendered = markdown.render(text.replace(V_CLICK, ''))
  return withScrolling(rendered)
    .replace(/<h1>([\s\S]*?)<\/h1>/g, (_, heading: string) =>
      sameWords(heading, title) ? '' : `<Headline><template #answer>${heading}</template></Headline>`,
    )
    .replace(/<(\/?)h2\b/g, '<$1h4')
}

/** Pictures and tables that may be wider than a narrow screen, and what they are called there. */
const WIDE: Readonly<Record<string, string>> = {
  AllocationLog: 'Calls of the allocator over time',
  BeforeAfter: 'Allocator calls before and after a change',
  CostChart: 'What calls cost',
  EarlyCalls: 'Calls before main',
  KernelCalls: 'Calls of the kernel',
  Lifetimes: 'Lifetimes of values',
  AllocationCounts: 'Calls of the allocator',
  CallsByLine: 'Allocator calls by line',
  CapacityChart: 'Capacity',
  CollectionTable: 'Allocator calls of collections',
  CompilerMessage: 'The compiler’s message',
  HeatMap: 'Allocator calls by optimisation level',
  ListingCards: 'Listings',
  ProgramEnd: 'How the program ended',
  ProgramOutput: 'What the program printed',
  RustCode: 'Program',
  SummaryTable: 'Summary',
  table: 'Table',
}

/** Lets what is wider than the screen scroll by itself, by keyboard too. */
function withScrolling(html: string): string {
  const names = Object.keys(WIDE).join('|')
  const attributes = String.raw`(?:"[^"]*"|[^>"])*?`
  const tag = new RegExp(String.raw`<(${names})\b${attributes}(?:/>|>[\s\S]*?</\1>)`, 'g')
  return html.replace(
    tag,
    (whole, name: string) =>
      `<div class="scrolls-here" role="group" tabindex="0" aria-label="${WIDE[name]}">${whole}</div>`,
  )
}

/** What the speaker says as HTML: the note without its click marks and without directions. */
export function spoken(note: string): string {
  const said = note
    .replace(CLICK, '')
    .split(/\n\s*\n/)
    .filter((paragraph) => !DIRECTION.test(paragraph.trim()))
  return prose.render(said.join('\n\n'))
}

/** Whether a heading says no more than the title does. */
function sameWords(heading: string, title: string): boolean {
  return title.replaceAll('`', '').toLowerCase().includes(textOf(heading).toLowerCase())
}
