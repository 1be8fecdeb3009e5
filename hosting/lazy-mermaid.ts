import type { MermaidConfig, RenderResult } from 'mermaid'

let settings: MermaidConfig = {}

/**
 * Stands for mermaid where Slidev imports it, and fetches mermaid itself when the first diagram is drawn:
 * Slidev's import is a static one, which every viewer's browser would follow soon after the first slide.
 */
export default {
  startOnLoad: false,
  /** Keeps the settings for the next diagram. */
  initialize(given: MermaidConfig): void {
    settings = given
  },
  /** Draws a diagram; throws what mermaid throws. */
  async render(id: string, text: string, container?: Element): Promise<RenderResult> {
    const { default: mermaid } = await import('mermaid')
    mermaid.initialize(settings)
    return mermaid.render(id, text, container)
  },
}
