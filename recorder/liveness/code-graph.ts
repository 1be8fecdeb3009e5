/**
 * Finds where in a body an instruction of its machine code stands, by what both show: the calls that they make and the
 * variables that they give a value. The line table does not tell: it has all that a macro expands to at one place.
 */
import type { Position } from './source-items.ts'

/** An instruction of the machine, or a point of MIR. */
export type CodeNode = {
  /** What it does that is seen in both: `calls Rc::new`, `writes 3` of a variable by its number. */
  does?: string
  /** Where the line table has it, or may have it. */
  places: readonly Position[]
  /** Indices of those that may be next, without unwinding; none where the function ends. */
  next: readonly number[]
}

/** The code of a function, and where it may begin: the body of async code goes on behind each `await` too. */
export type CodeGraph = { nodes: readonly CodeNode[]; entries: readonly number[] }

/** The nodes of MIR that may be about to run when an instruction is: for a call, when it runs. */
export type NodesAt = (instruction: number) => ReadonlySet<number>

/** Stands for the beginning of a function among its deeds. */
const START = -1

/** What is come to from some nodes without passing a deed that counts. */
type Reached = { nodes: Set<number>; deeds: Set<number>; ends: boolean }

/**
 * Pairs what a function's machine code does with what its MIR does. One deed is paired with another of the same text if
 * whatever the machine may do next, and so on, MIR may too. What one of them does more often than the other, because it
 * was inlined or never runs, does not count.
 *
 * @returns nothing when the two do not agree.
 */
export function nodesFrom(machine: CodeGraph, mir: CodeGraph): NodesAt | undefined {
  const counted = commonDeeds(machine, mir)
  while (counted.size > 0) {
    const found = paired(machine, mir, counted)
    if (typeof found === 'function') return found
    // A result may be written by the function that is called, and another write then be taken for it.
    const writes = found.filter(isWrite)
    for (const deed of writes.length > 0 ? writes : found) counted.delete(deed)
    if (found.length === 0) return undefined
  }
  return undefined
}

/** The nodes by the deeds that are counted, or which of them come in another order. */
function paired(machine: CodeGraph, mir: CodeGraph, counted: ReadonlySet<string>): NodesAt | string[] {
  const isDeed = ({ does }: CodeNode) => does !== undefined && counted.has(does)
  const machineAhead = aheadOf(machine, isDeed)
  const mirAhead = aheadOf(mir, isDeed)

  /** What of MIR may be the machine's next deed. */
  const partners = (deed: number, node: number): number[] => {
    const { does, places = [] } = machine.nodes[deed] ?? {}
    const named = [...mirAhead(node).deeds].filter((one) => mir.nodes[one]?.does === does)
    const placed = named.filter((one) =>
      mir.nodes[one]?.places.some((place) => places.some((other) => isSame(place, other))),
    )
    return placed.length > 0 ? placed : named
  }
  const pairs = agreeing(machineAhead, partners)
  if (!(pairs instanceof Map)) {
    const textsOf = (graph: CodeGraph, { deeds }: Reached) => [...deeds].map((deed) => graph.nodes[deed]?.does ?? '')
    return pairs.flatMap(([deed, node]) => {
      const [one, other] = [textsOf(machine, machineAhead(deed)), textsOf(mir, mirAhead(node))]
      return [...one.filter((text) => !other.includes(text)), ...other.filter((text) => !one.includes(text))]
    })
  }

  const machineBefore = reversed(machine)
  const mirBefore = reversed(mir)
  const nodesOf = (deeds: Iterable<number>) => [...deeds].flatMap((deed) => [...(pairs.get(deed) ?? [])])
  const known = new Map<number, ReadonlySet<number>>()
  const at: NodesAt = (instruction) => {
    const same = pairs.get(instruction)
    if (same) return same
    const behind = deedsBehind(machine, machineBefore, instruction, isDeed)
    const next = ahead(machine, [instruction], isDeed)
    const from = nodesOf(behind).map((node) => mirAhead(node).nodes)
    const ends = next.ends ? mir.nodes.flatMap((node, index) => (node.next.length === 0 ? [index] : [])) : []
    const to = leadingTo(mir, mirBefore, [...nodesOf(next.deeds), ...ends], isDeed)
    return new Set(from.flatMap((nodes) => [...nodes]).filter((node) => to.has(node)))
  }
  return (instruction) => {
    const found = known.get(instruction) ?? at(instruction)
    known.set(instruction, found)
    return found
  }
}

const isWrite = (deed: string) => deed.startsWith('writes ')

const isSame = (one: Position, other: Position) => one.line === other.line && one.column === other.column

/** What both do equally often. */
function commonDeeds(machine: CodeGraph, mir: CodeGraph): Set<string> {
  const inMir = countsIn(mir)
  return new Set([...countsIn(machine)].flatMap(([deed, count]) => (inMir.get(deed) === count ? [deed] : [])))
}

function countsIn(graph: CodeGraph): Map<string, number> {
  const counts = new Map<string, number>()
  for (const index of ahead(graph, graph.entries, () => false).nodes) {
    const deed = graph.nodes[index]?.does
    if (deed !== undefined) counts.set(deed, (counts.get(deed) ?? 0) + 1)
  }
  return counts
}

/** What is come to behind each deed. */
function aheadOf(graph: CodeGraph, isDeed: (node: CodeNode) => boolean): (deed: number) => Reached {
  const known = new Map<number, Reached>()
  return (deed) => {
    const found =
      known.get(deed) ?? ahead(graph, deed === START ? graph.entries : (graph.nodes[deed]?.next ?? []), isDeed)
    known.set(deed, found)
    return found
  }
}

/** The deeds that are come to are among the nodes, and not passed. */
function ahead(graph: CodeGraph, from: readonly number[], isDeed: (node: CodeNode) => boolean): Reached {
  const reached: Reached = { nodes: new Set(), deeds: new Set(), ends: false }
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = graph.nodes[at]
    if (!node || reached.nodes.has(at)) continue
    reached.nodes.add(at)
    if (isDeed(node)) reached.deeds.add(at)
    else if (node.next.length === 0) reached.ends = true
    else open.push(...node.next)
  }
  return reached
}

/**
 * By deed of the machine, what it may be in MIR: each of the machine's next deeds has a partner behind it. If there is
 * no such pairing, the pairs behind which one has no partner.
 */
function agreeing(
  machineAhead: (deed: number) => Reached,
  partners: (deed: number, node: number) => number[],
): Map<number, Set<number>> | [number, number][] {
  type Pair = { deed: number; node: number; next: string[][] }
  const keyOf = (deed: number, node: number) => `${deed} ${node}`
  const pairs = new Map<string, Pair>()
  const lacking: [number, number][] = []
  const open: [number, number][] = [[START, START]]
  for (let at = open.pop(); at; at = open.pop()) {
    const [deed, node] = at
    if (pairs.has(keyOf(deed, node))) continue
    const next = [...machineAhead(deed).deeds].map((one) => {
      const some = partners(one, node)
      if (some.length === 0) lacking.push([deed, node])
      return some.map((other) => ({ one, other }))
    })
    pairs.set(keyOf(deed, node), {
      deed,
      node,
      next: next.map((some) => some.map(({ one, other }) => keyOf(one, other))),
    })
    open.push(...next.flat().map(({ one, other }): [number, number] => [one, other]))
  }
  const disagree = () => [...pairs].filter(([, { next }]) => next.some((some) => !some.some((key) => pairs.has(key))))
  for (let wrong = disagree(); wrong.length > 0; wrong = disagree()) for (const [key] of wrong) pairs.delete(key)

  const found = new Map<number, Set<number>>()
  const seen = new Set<string>()
  const left = [keyOf(START, START)]
  for (let key = left.pop(); key !== undefined; key = left.pop()) {
    const pair = pairs.get(key)
    if (!pair || seen.has(key)) continue
    seen.add(key)
    found.set(pair.deed, (found.get(pair.deed) ?? new Set()).add(pair.node))
    left.push(...pair.next.flat())
  }
  return found.size > 0 ? found : lacking
}

function reversed(graph: CodeGraph): number[][] {
  const before: number[][] = graph.nodes.map(() => [])
  for (const [index, { next }] of graph.nodes.entries()) for (const to of next) before[to]?.push(index)
  return before
}

/** The last deeds on all ways to an instruction, or `START`. */
function deedsBehind(
  graph: CodeGraph,
  before: readonly number[][],
  instruction: number,
  isDeed: (node: CodeNode) => boolean,
): Set<number> {
  const deeds = new Set<number>(graph.entries.includes(instruction) ? [START] : [])
  const seen = new Set<number>()
  const open = [...(before[instruction] ?? [])]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = graph.nodes[at]
    if (!node || seen.has(at)) continue
    seen.add(at)
    if (isDeed(node)) deeds.add(at)
    else {
      if (graph.entries.includes(at)) deeds.add(START)
      open.push(...(before[at] ?? []))
    }
  }
  return deeds
}

/** All from which one of some nodes is come to without passing another deed. */
function leadingTo(
  graph: CodeGraph,
  before: readonly number[][],
  to: readonly number[],
  isDeed: (node: CodeNode) => boolean,
): Set<number> {
  const found = new Set(to)
  const open = to.flatMap((one) => before[one] ?? [])
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const node = graph.nodes[at]
    if (!node || found.has(at) || isDeed(node)) continue
    found.add(at)
    open.push(...(before[at] ?? []))
  }
  return found
}
