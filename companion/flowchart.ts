/** A node of a diagram: a question where it has answers, else where the questions end. */
export type FlowNode = {
  id: string
  text: string
  /** The class that the diagram gives it; empty for none. */
  kind: string
  answers: { says: string; to: FlowNode }[]
}

const NODE = String.raw`(\w+)(?:\["([^"]*)"\])?(?::::(\w+))?`
const EDGE = new RegExp(String.raw`^\s*${NODE}\s*--\s*"?([^"]*?)"?\s*-->\s*${NODE}\s*$`)

/**
 * Reads a Mermaid flowchart whose every edge says an answer: `A["question"] -- yes --> B["end"]:::kind`.
 * @returns its nodes in the order of the text, and its `accTitle`.
 * @throws on a line of any other form, which a reader would miss.
 */
export function readFlowchart(source: string): { title: string; nodes: FlowNode[] } {
  const nodes = new Map<string, FlowNode>()
  const node = (id = '', text?: string, kind?: string): FlowNode => {
    const known = nodes.get(id) ?? { id, text: id, kind: '', answers: [] }
    if (text !== undefined) known.text = text
    if (kind !== undefined) known.kind = kind
    nodes.set(id, known)
    return known
  }
  let title = ''
  for (const line of source.split('\n')) {
    const named = /^\s*accTitle:\s*(.+)$/.exec(line)?.[1]
    if (named) title = named
    if (named || /^\s*(accDescr:|flowchart\b|%%|classDef\b|$)/.test(line)) continue
    const found = EDGE.exec(line)
    if (!found) throw new Error(`no edge with an answer: ${line.trim()}`)
    const [, id, text, kind, says = '', toId, toText, toKind] = found
    node(id, text, kind).answers.push({ says, to: node(toId, toText, toKind) })
  }
  return { title, nodes: [...nodes.values()] }
}
