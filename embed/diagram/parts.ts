import { ENDS, type Diagram, type DiagramNode } from '../../scene/diagram.ts'
import { wrap } from './wrap.ts'

/** How a diagram is set. */
export type Setting = {
  /** From left to right, or from top to bottom. */
  direction: 'LR' | 'TB'
  /** The text's size, px. */
  size: number
  /** Gives the width of a line of text of that size, px. */
  measure: (line: string) => number
  /** Along the diagram, between boxes without a label between them, px. */
  gap: number
}

/** A node as it will be drawn: its text in lines, and its size, px. */
export type Part = {
  id: string
  kind: string
  /** Dots stand for where a state diagram begins and ends. */
  shape: 'box' | 'begin' | 'end'
  lines: string[]
  width: number
  height: number
}

/** An edge between two parts; what it says in lines, and the size of these, px. */
export type Edge = { from: string; to: string; dashed: boolean; lines: string[]; width: number; height: number }

/** The parts of a diagram by their ids, and its edges in the order of the source. */
export type Parts = { parts: Map<string, Part>; edges: Edge[] }

/** A line's height, in sizes of the text. */
export const LINE = 1.36
/** The longest line of a box, and of a label, before it is wrapped, in sizes of the text. */
const LONGEST = { box: 7.6, label: 9 }
/** Between text and the sides of its box, px. */
const PADDING = { beside: 12, above: 9 }
/** The least width of a box, px. */
const LEAST = 76
/** A dot's diameter, px. */
const DOT = 16

/** What a diagram is made of, sized but not yet placed. */
export function partsOf(diagram: Diagram, { size, measure }: Setting): Parts {
  const parts = new Map<string, Part>()
  const textOf = (says: string, longest: number) => {
    const lines = says === '' ? [] : wrap(says, longest * size, measure)
    return { lines, width: Math.max(0, ...lines.map(measure)), height: lines.length * LINE * size }
  }
  /** Takes a node in; gives the id of its part. The source has one mark for where all begins and where it ends. */
  const take = ({ id, text, kind }: DiagramNode, end: 'begin' | 'end'): string => {
    if (id === ENDS) {
      parts.set(end, { id: end, kind, shape: end, lines: [], width: DOT, height: DOT })
      return end
    }
    const { lines, width, height } = textOf(text, LONGEST.box)
    const [wide, high] = [Math.max(LEAST, width + 2 * PADDING.beside), height + 2 * PADDING.above]
    parts.set(id, { id, kind, shape: 'box', lines, width: wide, height: high })
    return id
  }
  const edges = diagram.nodes.flatMap((node) =>
    node.edges.map(({ says, dashed, to }) => ({
      from: take(node, 'begin'),
      to: take(to, 'end'),
      dashed,
      ...textOf(says, LONGEST.label),
    })),
  )
  return { parts, edges }
}
