import type { MermaidConfig } from 'mermaid'

/** Diagrams take the deck's own tokens, which reach into their shadow root, so both modes fit. */
const themeCSS = `
  .node rect, .node polygon, .node path { fill: var(--paper) !important; stroke: var(--line-strong) !important; stroke-width: 1.5px; filter: none !important; }
  .asks rect { stroke: var(--heap) !important; fill: var(--heap-tint) !important; stroke-width: 2.5px; }
  .none rect { stroke: var(--ink) !important; stroke-width: 2.5px; }
  .nodeLabel, .nodeLabel p, .label { color: var(--ink) !important; }
  .edgeLabel, .edgeLabel p, .labelBkg { color: var(--ink) !important; background: var(--paper) !important; }
  .flowchart-link { stroke: var(--ink-quiet) !important; }
  .statediagram-state rect, .statediagram-state path { fill: var(--paper) !important; stroke: var(--line-strong) !important; }
  .state-start, .state-end circle, .state-end path { fill: var(--ink) !important; stroke: var(--ink) !important; }
  [id*="root_end"] path { stroke: var(--ink) !important; stroke-width: 2px; }
  .transition { stroke: var(--ink-quiet) !important; }
  .marker { fill: var(--ink-quiet) !important; stroke: var(--ink-quiet) !important; }
`

/** How Mermaid draws the deck's diagrams, on slides and on pages. */
export const DIAGRAMS: MermaidConfig = {
  theme: 'base',
  themeVariables: { fontFamily: 'Inter Variable', fontSize: '21px' },
  themeCSS,
  flowchart: { nodeSpacing: 40, rankSpacing: 18, wrappingWidth: 142, padding: 10 },
}
