import MagicString from 'magic-string'
import { describe, expect, it } from 'vitest'
import { drawDiagram } from '../../embed/diagram/draw.ts'
import { layOut, type Picture, type Point } from '../../embed/diagram/lay-out.ts'
import { loadMeasure } from '../../embed/diagram/measure-text.ts'
import { wrap } from '../../embed/diagram/wrap.ts'
import { embedDiagrams } from '../../embed/embed-diagrams.ts'
import { readDiagram } from '../../scene/diagram.ts'

const measure = await loadMeasure()
const ten = (line: string) => line.length * 10

const QUESTIONS = `flowchart LR
  accTitle: Will it?
  accDescr: Two questions.
  A["One & all?"] -- yes --> B["Two?"]
  A -- no --> N["End of the first"]:::none
  B -- no --> Y["A call"]:::asks
  B -- yes --> Z["None"]`
const STATES = `stateDiagram-v2
  accTitle: States
  direction LR
  [*] --> live: let
  live --> live: assigned, old value dropped
  live --> moved: moved out
  moved --> live: assigned
  live --> [*]: scope ends
  moved --> [*]`

const picture = (source: string, direction: 'LR' | 'TB' = 'LR'): Picture =>
  layOut(readDiagram(source), { direction, size: 10, measure: (line) => line.length * 5, gap: 50 })

/** Whether a point lies in a box, and farther than `inset` from its sides. */
const within = ({ x, y, width, height }: Point & { width: number; height: number }, point: Point, inset: number) =>
  Math.abs(point.x - x) < width / 2 - inset && Math.abs(point.y - y) < height / 2 - inset

/** Points along a path, a px apart. */
const along = (piece: Point[]): Point[] =>
  piece.slice(1).flatMap((to, i) => {
    const from = piece[i] ?? to
    const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y))
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps,
    }))
  })

describe('text', () => {
  it('is as wide as in the deck’s font, kerning included, whatever its size', () => {
    expect(measure('AV', 20)).toBeLessThan(measure('A', 20) + measure('V', 20))
    expect(measure('word', 42)).toBeCloseTo(2 * measure('word', 21), 5)
    expect(measure('iiii', 20)).toBeLessThan(measure('mmmm', 20))
  })

  it('that the font lacks is refused', () => {
    expect(() => measure('語', 20)).toThrow('語')
  })

  it('is wrapped into the fewest lines, and these are evenly long', () => {
    expect(wrap('aa bb cc dd', 80, ten)).toEqual(['aa bb', 'cc dd'])
    expect(wrap('a overlong b', 50, ten)).toEqual(['a', 'overlong', 'b'])
    expect(wrap('one', 80, ten)).toEqual(['one'])
  })
})

describe.each([
  ['questions', QUESTIONS, 'LR'],
  ['questions, upright', QUESTIONS, 'TB'],
  ['states', STATES, 'LR'],
  ['states, upright', STATES, 'TB'],
] as const)('a picture of %s', (_, source, direction) => {
  const { width, height, nodes, edges } = picture(source, direction)

  it('has every box and edge within its frame', () => {
    const corners = nodes.flatMap((node) => [
      { x: node.x - node.width / 2, y: node.y - node.height / 2 },
      { x: node.x + node.width / 2, y: node.y + node.height / 2 },
    ])
    for (const { x, y } of [...corners, ...edges.flatMap(({ pieces }) => pieces.flat())]) {
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(width)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y).toBeLessThanOrEqual(height)
    }
  })

  it('has no edge through a box or through what another says', () => {
    const labels = edges.flatMap(({ label }) =>
      label ? [{ ...label, width: Math.max(...label.lines.map((line) => line.length * 5)), height: 8 }] : [],
    )
    for (const point of edges.flatMap(({ pieces }) => pieces.flatMap(along))) {
      for (const node of nodes) expect(within(node, point, 0.5), node.lines.join(' ')).toBe(false)
      for (const label of labels) expect(within(label, point, 0), label.lines.join(' ')).toBe(false)
    }
  })

  it('has no two boxes in one place', () => {
    for (const a of nodes) for (const b of nodes) if (a !== b) expect(within(a, b, 0)).toBe(false)
  })
})

it('a picture keeps the order of the source where edges allow', () => {
  const at = (word: string) => picture(QUESTIONS).nodes.find(({ lines }) => lines.join(' ') === word)?.y ?? NaN
  expect(at('Two?')).toBeLessThan(at('End of the first'))
  expect(at('A call')).toBeLessThan(at('None'))
})

describe('a drawn diagram', () => {
  it('is a picture with a name, and its words are text', async () => {
    const svg = await drawDiagram(QUESTIONS)
    expect(svg).toContain('role="img" aria-label="Will it? Two questions."')
    expect(svg).toMatch(/<rect class="box asks"[^>]*><text><tspan[^>]*>A call<\/tspan>/)
    expect(svg).toContain('One &#38; all?')
    expect(Number(/font-size: (\d+)px/.exec(svg)?.[1])).toBeGreaterThanOrEqual(18)
  })

  it('that is too wide for a slide is refused', async () => {
    const chain = Array.from({ length: 12 }, (_, i) => `  n${i}["a node ${i}"] --> n${i + 1}["a node ${i + 1}"]`)
    await expect(drawDiagram(`flowchart LR\n  accTitle: Long\n${chain.join('\n')}`)).rejects.toThrow('“Long” is wider')
  })

  it('takes the place of its block in a page', async () => {
    const s = new MagicString(`# T\n\n\`\`\`mermaid\n${QUESTIONS}\n\`\`\`\n\nrest`)
    await embedDiagrams(s, (source) => Promise.resolve(`<p>${source.length}</p>`))
    expect(s.toString()).toBe(`# T\n\n<p>${QUESTIONS.length + 1}</p>\n\nrest`)
  })
})
