import type { Mermaid } from 'mermaid'
import { DIAGRAMS } from '../../styles/diagrams.ts'

let loading: Promise<Mermaid> | undefined
let last: Promise<unknown> = Promise.resolve()
const underWay = new Set<Promise<unknown>>()

async function load(): Promise<Mermaid> {
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({ ...DIAGRAMS, startOnLoad: false })
  return mermaid
}

/**
 * Draws a diagram as the slides do; gives its SVG. One after the other: Mermaid keeps a diagram that it reads where
 * the next would find it.
 * @param id of the SVG, one of its own on the page.
 * @throws what Mermaid throws, and when it cannot be fetched.
 */
export function drawDiagram(id: string, source: string): Promise<string> {
  const mermaid = (loading ??= load())
  const drawn = Promise.allSettled([last]).then(async () => (await (await mermaid).render(id, source)).svg)
  last = drawn
  return drawn
}

/** Lets `diagramsDrawn` wait for a diagram, from its being mounted until it is in the page. */
export function awaitDiagram(drawn: Promise<unknown>): void {
  underWay.add(drawn)
  void drawn.finally(() => underWay.delete(drawn))
}

/** Resolves once every diagram that is mounted is in the page, or stays in words. */
export async function diagramsDrawn(): Promise<void> {
  await Promise.allSettled(underWay)
}
