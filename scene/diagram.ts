/** A node of a diagram with what leads on from it. */
export type DiagramNode = {
  id: string
  text: string
  /** The class that the diagram gives it; empty for none. */
  kind: string
  edges: { says: string; dashed: boolean; to: DiagramNode }[]
}

/** A diagram as text. */
export type Diagram = {
  /** Its `accTitle` and `accDescr`. */
  title: string
  description: string
  /** Where it leads: `LR` from left to right, `TB` from top to bottom. */
  direction: 'LR' | 'TB'
  /** In the order of the text. */
  nodes: DiagramNode[]
}

/** The node where a state diagram begins, and where it ends. */
export const ENDS = '[*]'

const NODE = String.raw`(\w+|\[\*\])(?:\["([^"]*)"\])?(?::::(\w+))?`
/** `A["text"] --> B`, `A -- says --> B`, `A -. says .-> B`, and `a --> b: says` of a state diagram. */
const EDGE = new RegExp(
  String.raw`^\s*${NODE}\s*(?:-->|--\s*"?([^"]*?)"?\s*-->|-\.\s*"?([^"]*?)"?\s*\.->)\s*${NODE}(?::\s+(.+?))?\s*$`,
)
const NO_EDGE = /^\s*(flowchart\b|stateDiagram-v2\b|direction\b|%%|classDef\b|$)/

/**
 * Reads a Mermaid flowchart or state diagram.
 * @throws on a line of a form that it does not know, which a viewer would miss.
 */
export function readDiagram(source: string): Diagram {
  const nodes = new Map<string, DiagramNode>()
  const node = (id = '', text?: string, kind?: string): DiagramNode => {
    const known = nodes.get(id) ?? { id, text: id, kind: '', edges: [] }
    if (text !== undefined) known.text = text
    if (kind !== undefined) known.kind = kind
    nodes.set(id, known)
    return known
  }
  let [title, description] = ['', '']
  for (const line of source.split('\n')) {
    const [, key, value = ''] = /^\s*(accTitle|accDescr):\s*(.+)$/.exec(line) ?? []
    if (key === 'accTitle') title = value
    if (key === 'accDescr') description = value
    if (key !== undefined || NO_EDGE.test(line)) continue
    const found = EDGE.exec(line)
    if (!found) throw new Error(`this line of a diagram can be neither drawn nor said in words: ${line.trim()}`)
    const [, id, text, kind, solid, dotted, toId, toText, toKind, state] = found
    node(id, text, kind).edges.push({
      says: solid ?? dotted ?? state ?? '',
      dashed: dotted !== undefined,
      to: node(toId, toText, toKind),
    })
  }
  const direction = /^\s*(?:flowchart|direction)\s+LR\b/m.test(source) ? 'LR' : 'TB'
  return { title, description, direction, nodes: [...nodes.values()] }
}

/** Whether a diagram asks: everything that leads on is a question, everything else an end. */
export function asks({ nodes }: Diagram): boolean {
  return nodes.every(({ text, edges }) => text.endsWith('?') === edges.length > 0)
}
