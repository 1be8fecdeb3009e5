import { readDiagram } from '../../scene/diagram.ts'
import { layOut, type DrawnEdge, type DrawnNode, type Lines, type Picture, type Point } from './lay-out.ts'
import { loadMeasure, type Measure } from './measure-text.ts'
import { LINE } from './parts.ts'
import { HEAD } from './route.ts'

/** Between the margins of a slide, and of a page on a phone, CSS px. */
const ROOM = { LR: 1168, TB: 350 }
/** Sizes of text, the best first, CSS px; on a slide text has 18 or more. */
const SIZES = { LR: [21, 20, 19, 18], TB: [18, 17, 16, 15, 14] }
/** Between boxes, the least and the most, CSS px. */
const GAP = { LR: { least: 46, most: 110 }, TB: { least: 48, most: 48 } }
/** How an edge turns, and how broad an arrow's head is, CSS px. */
const ROUND = 6
const BARB = 4.5
/** From the middle of a line of text down to its baseline, in sizes of the text. */
const BASELINE = 0.36

/**
 * Draws a Mermaid flowchart or state diagram, as SVG with text: its colours are the deck's tokens, see
 * styles/diagrams.css.
 * @param direction overrides the diagram's own: from left to right as on slides, or from top to bottom.
 * @throws on what `readDiagram` cannot read, and where the diagram is too wide for a slide.
 */
export async function drawDiagram(source: string, direction?: 'LR' | 'TB'): Promise<string> {
  const diagram = readDiagram(source)
  const way = direction ?? diagram.direction
  const measure = await loadMeasure()
  const sizes = SIZES[way]
  for (const size of sizes) {
    const setting = { direction: way, size, measure: (line: string) => measure(line, size) }
    const least = layOut(diagram, { ...setting, gap: GAP[way].least })
    const isLast = way === 'TB' && size === sizes.at(-1)
    if (least.width > ROOM[way] && !isLast) continue
    return svgOf(least.width > ROOM[way] || way === 'TB' ? least : widest(), size, measure, diagram)

    /** The picture with as much room between its boxes as the slide has. */
    function widest(): Picture {
      const most = layOut(diagram, { ...setting, gap: GAP[way].most })
      const part = (ROOM[way] - least.width) / (most.width - least.width)
      const gap = GAP[way].least + Math.min(1, part) * (GAP[way].most - GAP[way].least)
      return layOut(diagram, { ...setting, gap: Math.floor(gap) })
    }
  }
  throw new Error(`the diagram “${diagram.title}” is wider than a slide, even with the smallest text`)
}

function svgOf(
  { width, height, nodes, edges }: Picture,
  size: number,
  measure: Measure,
  { title, description }: { title: string; description: string },
): string {
  const words = (text: Lines) => textOf(text, size, measure)
  const says = escape([title, description].filter(Boolean).join(/\p{P}$/u.test(title) ? ' ' : '. '))
  const [w, h] = [Math.ceil(width), Math.ceil(height)]
  return (
    `<svg class="diagram-picture" role="img" aria-label="${says}" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" ` +
    // In a style: UnoCSS takes the attribute for one of its own.
    `style="font-size: ${size}px">` +
    edges.map((edge) => edgeOf(edge)).join('') +
    nodes.map((node) => nodeOf(node) + words(node)).join('') +
    edges.map(({ label }) => (label ? words(label) : '')).join('') +
    '</svg>'
  )
}

function nodeOf({ x, y, width, height, kind, shape }: DrawnNode): string {
  if (shape === 'begin') return `<circle class="dot" cx="${px(x)}" cy="${px(y)}" r="${width / 2 - 1}"/>`
  if (shape === 'end') {
    return (
      `<circle class="ring" cx="${px(x)}" cy="${px(y)}" r="${width / 2 - 1}"/>` +
      `<circle class="dot" cx="${px(x)}" cy="${px(y)}" r="${width / 2 - 4.5}"/>`
    )
  }
  const place = `x="${px(x - width / 2)}" y="${px(y - height / 2)}" width="${px(width)}" height="${px(height)}"`
  return `<rect class="box${kind ? ` ${kind}` : ''}" ${place} rx="3"/>`
}

/** Each line where it would be centred; a blank between lines parts their words for whoever copies them. */
function textOf({ x, y, lines }: Lines, size: number, measure: Measure): string {
  if (lines.length === 0) return ''
  const spans = lines.map((line, i) => {
    const middle = y + (i - (lines.length - 1) / 2) * LINE * size
    return `<tspan x="${px(x - measure(line, size) / 2)}" y="${px(middle + BASELINE * size)}">${escape(line)}</tspan>`
  })
  return `<text>${spans.join(' ')}</text>`
}

function edgeOf({ pieces, dashed }: DrawnEdge): string {
  const last = pieces.at(-1) ?? []
  const [before, tip] = last.slice(-2)
  if (!before || !tip) return ''
  const length = Math.hypot(tip.x - before.x, tip.y - before.y)
  const along = { x: (tip.x - before.x) / length, y: (tip.y - before.y) / length }
  const neck = { x: tip.x - along.x * HEAD, y: tip.y - along.y * HEAD }
  const barb = (way: number) => `${px(neck.x - way * along.y * BARB)} ${px(neck.y + way * along.x * BARB)}`
  const lines = [...pieces.slice(0, -1), [...last.slice(0, -1), neck]]
  return (
    `<path class="edge${dashed ? ' dashed' : ''}" d="${lines.map(rounded).join('')}"/>` +
    `<path class="head" d="M${px(tip.x)} ${px(tip.y)}L${barb(1)}L${barb(-1)}Z"/>`
  )
}

/** The path through points, its corners rounded where there is room. */
function rounded(points: Point[]): string {
  return points
    .map((at, i) => {
      const [before, after] = [points[i - 1], points[i + 1]]
      if (!before) return `M${px(at.x)} ${px(at.y)}`
      if (!after) return `L${px(at.x)} ${px(at.y)}`
      const [into, out] = [toward(at, before), toward(at, after)]
      return `L${px(into.x)} ${px(into.y)}Q${px(at.x)} ${px(at.y)} ${px(out.x)} ${px(out.y)}`
    })
    .join('')
}

/** The point where a corner's rounding begins, on the way to a neighbour. */
function toward(at: Point, to: Point): Point {
  const distance = Math.hypot(to.x - at.x, to.y - at.y)
  const part = distance === 0 ? 0 : Math.min(ROUND, distance / 2) / distance
  return { x: at.x + (to.x - at.x) * part, y: at.y + (to.y - at.y) * part }
}

const px = (value: number): string => String(Math.round(value * 100) / 100)

const escape = (text: string): string => text.replace(/[&<>"{}]/g, (character) => `&#${character.codePointAt(0)};`)
