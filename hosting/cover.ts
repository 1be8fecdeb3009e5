import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import MarkdownExit from 'markdown-exit'
import subsetFont from 'subset-font'

const STYLES = ['../styles/tokens.css', '../styles/cover.css', './first-paint.css']
const FONT = createRequire(import.meta.url).resolve('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')
/** The family's name in styles/cover.css: not the deck's, whose glyphs are many more. */
const FAMILY = 'Cover'
/** What the font does with the cover's glyphs. */
export const COVER_FEATURES = ['kern']
/** The elements of the cover and the weights of styles/cover.css in which they are set. */
const WEIGHTS: [element: RegExp, weight: number][] = [
  [/<h1\b[^>]*>(.*?)<\/h1>/gs, 700],
  [/<p\b[^>]*>(.*?)<\/p>/gs, 400],
]

/** What index.html shows before any script. */
export interface Cover {
  /** The cover's elements. */
  html: string
  /** All that they need, the font's glyphs among it. */
  css: string
}

/** CSS without comments and the spaces that only people need. */
const compact = (css: string): string =>
  css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .trim()

/** A font with the glyphs of `text` in one weight, as an `@font-face` rule. */
async function fontFace(text: string, weight: number): Promise<string> {
  const subset = await subsetFont(await readFile(FONT), text, {
    targetFormat: 'woff2',
    variationAxes: { wght: weight },
    keepFeatures: COVER_FEATURES,
  })
  const url = `data:font/woff2;base64,${subset.toString('base64')}`
  return `@font-face{font-family:${FAMILY};font-weight:${weight};src:url(${url})}`
}

/**
 * The cover of the deck as it stands in its HTML file: the first slide's Markdown, the styles that the slide itself
 * has, and a font with its glyphs alone (5 kB), so that nothing moves when the slide takes over.
 * @param markdown the first slide without front matter and notes: a heading and one paragraph.
 * @throws when there is no heading or no paragraph, or anything else, which would be seen only later.
 */
export async function makeCover(markdown: string): Promise<Cover> {
  const html = new MarkdownExit().render(markdown).trim().replaceAll('>\n<', '><').replaceAll('\n', ' ')
  if (!/^<h1\b[^>]*>[^<]*<\/h1><p>[^<]*<\/p>$/.test(html)) {
    throw new Error(
      `The cover has to be a heading and a paragraph of plain text, to stand in index.html; it is ${html}`,
    )
  }
  const faces = await Promise.all(
    WEIGHTS.map(([element, weight]) => {
      const text = [...html.matchAll(element)].map(([, inside]) => inside ?? '').join('')
      return fontFace(text.replaceAll(/&\w+;/g, '&<>"'), weight)
    }),
  )
  const styles = await Promise.all(STYLES.map((file) => readFile(new URL(file, import.meta.url), 'utf8')))
  return { html, css: compact(styles.join('\n')) + faces.join('') }
}
