import type MagicString from 'magic-string'
import { drawDiagram } from './diagram/draw.ts'

const FENCE = /^```mermaid[^\n]*\n([\s\S]*?)^```$/gm

/**
 * Puts pictures in the place of a page's Mermaid blocks, so that no viewer loads what would draw them.
 * @param show what is written for a block with that source.
 * @throws what `show` throws.
 */
export async function embedDiagrams(s: MagicString, show: (source: string) => Promise<string>): Promise<void> {
  for (const fence of s.original.matchAll(FENCE)) {
    const [whole, source = ''] = fence
    s.overwrite(fence.index, fence.index + whole.length, await show(source))
  }
}

/** A diagram on a slide. */
export async function diagramOnSlide(source: string): Promise<string> {
  return `<div class="diagram">${await drawDiagram(source)}</div>`
}

/** A diagram in the reading view: its words too, and for a narrow screen a picture that goes down. */
export async function diagramOnPage(source: string): Promise<string> {
  const [wide, narrow] = [await drawDiagram(source), await drawDiagram(source, 'TB')]
  const attributes = Object.entries({ source, wide, narrow }).map(([name, value]) => `${name}="${attribute(value)}"`)
  return `<DrawnDiagram ${attributes.join(' ')} />`
}

/** A text in an attribute of a template; without line ends, which would end a block of HTML in Markdown. */
function attribute(text: string): string {
  return text.replace(/[&<>"\n]/g, (character) => `&#${character.codePointAt(0)};`)
}
