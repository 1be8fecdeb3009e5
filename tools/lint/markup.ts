import { ElementTypes, type ElementNode, NodeTypes, parse, type TemplateChildNode } from '@vue/compiler-dom'
import MarkdownExit from 'markdown-exit'

/** A piece of a page's text, by offsets. */
export type Span = { start: number; end: number }

/** A code fence: `info` is what stands behind the opening marks. */
export type Fence = Span & { info: string }

/** A link of Markdown; `start` is its target's first character, or its paragraph's if not found. */
export type Link = { href: string; start: number }

/** An attribute of a tag. `bound` when its value is an expression (`:name`, `v-bind:name`). */
export type Attribute = Span & { name: string; bound: boolean; value: string; valueStart: number }

/** A tag of a page with its attributes, at its offsets. */
export type Tag = Span & {
  name: string
  /** Vue would look for a component of this name. */
  component: boolean
  attributes: Attribute[]
  /** Takes attributes that are not written out by name: `v-bind="…"`, `:[name]="…"`, `v-model`. */
  spread: boolean
  /** What lies between opening and closing tag; empty for a self-closing one. */
  inner: Span
}

/** What one slide's Markdown holds, all offsets counted in the page's file. */
export type Markup = {
  fences: Fence[]
  comments: Span[]
  /** Inline code, marks included. */
  codeSpans: Span[]
  tags: Tag[]
  interpolations: Span[]
  links: Link[]
  /** What is no tag or no expression although it was meant as one, and what else the template compiler refuses. */
  errors: { start: number; message: string }[]
}

const markdown = new MarkdownExit({ html: true })
const COMMENT = /<!--[\s\S]*?-->/g
const CODE_SPAN = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g
const AUTOLINK = /<[a-z][a-z0-9+.-]*:[^\s<>]*>/gi
const PARAGRAPH_BREAK = /\n(?:[^\S\n]*\n)+/
const SNIPPET_LINE = /^[^\S\n]*<<<.*$/gm
/** What CommonMark takes for a tag, with Vue's attribute names; any other `<` is text to both. */
const TAG = /<\/?[A-Za-z][^\s/>]*(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?>/y
/** The name of a component's tag that has attributes. */
const BROKEN_TAG = /(?<![\w:])<[A-Z]\w*(?=\s+[:@\w-]+\s*=\s*["'])/g

/** Replaces all but line breaks, so that offsets and lines stay. */
export function blank(text: string, spans: Span[], filler = ' '): string {
  let result = ''
  let at = 0
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at) continue
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, filler)
    at = end
  }
  return result + text.slice(at)
}

/** Reads the slide that lies at `content` of a page's `text`. */
export function readMarkup(text: string, content: Span): Markup {
  const body = text.slice(content.start, content.end)
  const shift = <T extends { start: number }>(item: T): T => ({ ...item, start: item.start + content.start })
  const shiftSpan = <T extends Span>(item: T): T => ({ ...shift(item), end: item.end + content.start })

  const { fences, links } = readBlocks(body)
  let visible = blank(body, fences)
  const comments = spansOf(visible, COMMENT)
  visible = blank(visible, [...comments, ...spansOf(visible, SNIPPET_LINE)])
  const codeSpans = spansOfParagraphs(visible, CODE_SPAN)
  visible = blank(visible, [...codeSpans, ...spansOf(visible, AUTOLINK)])
  const written = withoutStrayBrackets(visible, body)
  const template = readTemplate(written)
  const errors = [...brokenTags(written, visible), ...template.errors]

  return {
    fences: fences.map(shiftSpan),
    comments: comments.map(shiftSpan),
    codeSpans: codeSpans.map(shiftSpan),
    links: links.map(shift),
    interpolations: template.interpolations.map(shiftSpan),
    errors: errors.map(shift),
    tags: template.tags.map((tag) => ({
      ...shiftSpan(tag),
      inner: shiftSpan(tag.inner),
      attributes: tag.attributes.map((attribute) => ({
        ...shiftSpan(attribute),
        valueStart: attribute.valueStart + content.start,
      })),
    })),
  }
}

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }))
}

/** Spans that end within their paragraph: a stray backtick opens nothing beyond it. */
function spansOfParagraphs(text: string, pattern: RegExp): Span[] {
  const breaks = new RegExp(PARAGRAPH_BREAK, 'g')
  const edges = [0, ...[...text.matchAll(breaks)].map((m) => m.index), text.length]
  return edges.slice(1).flatMap((end, i) => {
    const start = edges[i] ?? 0
    return spansOf(text.slice(start, end), pattern).map((span) => ({
      start: span.start + start,
      end: span.end + start,
    }))
  })
}

/**
 * Blanks each `<` that begins no tag. Tags themselves are as written in `body`: an expression may
 * hold `<` and back ticks.
 */
function withoutStrayBrackets(visible: string, body: string): string {
  let result = ''
  let at = 0
  for (const { index } of visible.matchAll(/</g)) {
    if (index < at) continue
    TAG.lastIndex = index
    const tag = TAG.exec(body)?.[0] ?? ' '
    result += visible.slice(at, index) + tag
    at = index + tag.length
  }
  return result + visible.slice(at)
}

/** Component tags with attributes that Markdown takes for text, mostly since a quote ends a value early. */
function brokenTags(template: string, visible: string): Markup['errors'] {
  return [...visible.matchAll(BROKEN_TAG)]
    .filter(({ index }) => template[index] === ' ')
    .map(({ index, 0: tag }) => ({
      start: index,
      message: `${tag}… is read as text, not as a tag: a quote inside an attribute's value ends it early. Write it as &quot;.`,
    }))
}

function readBlocks(body: string): { fences: Fence[]; links: Link[] } {
  const lineStarts = [0]
  for (const { index } of body.matchAll(/\n/g)) lineStarts.push(index + 1)
  const startOf = (row: number) => lineStarts[row] ?? body.length
  const fences: Fence[] = []
  const links: Link[] = []
  for (const token of markdown.parse(body, {})) {
    if (!token.map) continue
    const [first, last] = token.map
    if (token.type === 'fence' || token.type === 'code_block') {
      fences.push({ start: startOf(first), end: startOf(last), info: token.info })
    }
    let from = startOf(first)
    for (const child of token.children ?? []) {
      if (child.type !== 'link_open') continue
      const href = String(child.attrGet('href') ?? '')
      const found = body.slice(0, startOf(last)).indexOf(`](${href}`, from)
      links.push({ href, start: found < 0 ? from : found + 2 })
      if (found >= 0) from = found + 2
    }
  }
  return { fences, links }
}

/** Reads a Vue template: its tags in order, its interpolations, and what the compiler refuses. */
export function readTemplate(template: string): Pick<Markup, 'tags' | 'interpolations' | 'errors'> {
  const errors: Markup['errors'] = []
  const root = parse(template, {
    parseMode: 'html',
    // Has expressions parsed, too, as pages with TypeScript have them.
    prefixIdentifiers: true,
    expressionPlugins: ['typescript'],
    onError: ({ loc, message }) => errors.push(compileError(template, loc?.start.offset ?? 0, message)),
  })
  return { errors, ...readNodes(root.children) }
}

/**
 * What the compiler says at `start`. In an expression, it says where by line and column of the
 * expression in brackets, which is no place of the page.
 */
function compileError(template: string, start: number, message: string): Markup['errors'][number] {
  const [place = '', row, column] = /\s*\((\d+):(\d+)\)$/.exec(message) ?? []
  const said = message.slice(0, message.length - place.length).replace(/\.?$/, '. Vue cannot compile this slide.')
  if (row === undefined) return { start, message: said }
  const before = `(${template.slice(start)}`.split('\n').slice(0, Number(row) - 1)
  const within = before.reduce((length, line) => length + line.length + 1, 0) + Number(column) - 1
  return { start: start + Math.max(0, within), message: said }
}

/** Flattens parsed template nodes. */
export function readNodes(nodes: TemplateChildNode[]): Pick<Markup, 'tags' | 'interpolations'> {
  const tags: Tag[] = []
  const interpolations: Span[] = []
  const walk = (node: TemplateChildNode): void => {
    if (node.type === NodeTypes.INTERPOLATION) {
      interpolations.push({ start: node.loc.start.offset, end: node.loc.end.offset })
    }
    if (node.type !== NodeTypes.ELEMENT) return
    tags.push(readTag(node))
    node.children.forEach(walk)
  }
  nodes.forEach(walk)
  return { tags, interpolations }
}

function readTag(node: ElementNode): Tag {
  const attributes: Attribute[] = []
  let spread = false
  for (const prop of node.props) {
    const span = { start: prop.loc.start.offset, end: prop.loc.end.offset }
    if (prop.type === NodeTypes.ATTRIBUTE) {
      const quoted = /^["']/.test(prop.value?.loc.source ?? '')
      const valueStart = (prop.value?.loc.start.offset ?? span.end) + (quoted ? 1 : 0)
      const value = prop.value?.content ?? ''
      attributes.push({ ...span, name: prop.name, bound: false, value, valueStart })
    } else if (prop.name === 'bind' && prop.arg?.type === NodeTypes.SIMPLE_EXPRESSION && prop.arg.isStatic) {
      // Vue reads `:name` alone as `:name="name"`.
      const value = prop.exp?.loc.source ?? ''
      const valueStart = prop.exp?.loc.start.offset ?? span.end
      attributes.push({ ...span, name: prop.arg.content, bound: true, value, valueStart })
    } else if (prop.name === 'bind' || prop.name === 'model') spread = true
  }
  const first = node.children[0]
  const last = node.children.at(-1)
  const end = node.loc.end.offset
  return {
    name: node.tag,
    component: node.tagType === ElementTypes.COMPONENT,
    attributes,
    spread,
    start: node.loc.start.offset,
    end,
    inner: { start: first?.loc.start.offset ?? end, end: last?.loc.end.offset ?? end },
  }
}
