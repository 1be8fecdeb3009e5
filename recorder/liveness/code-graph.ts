/**
 * Finds where in a body an instruction of its machine code stands, by what both show: the calls that they make and the
 * variables that they give a value. The line table does not tell: it has all that a macro expands to at one place.
 */
import { reach, reversed } from '../reach.ts'
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

/** Stands for the beginning of a function among its effects, which are the nodes that `does` names. */
const START = -1

/** What is come to from some nodes without passing an effect that counts. */
type Reached = { nodes: Set<number>; effects: Set<number>; ends: boolean }

/**
 * Pairs what a function's machine code does with what its MIR does. One effect is paired with another of the same text if
 * whatever the machine may do next, and so on, MIR may too. What one of them does more often than the other, because it
 * was inlined or never runs, does not count.
 *
 * @returns nothing when the two do not agree.
 */
export function nodesFrom(machine: CodeGraph, mir: CodeGraph): NodesAt | undefined {
  const counted = commonEffects(machine, mir)
  while (counted.size > 0) {
    const found = paired(machine, mir, counted)
    if (typeof found === 'function') return found
    // A result may be written by the function that is called, and another write then be taken for it.
    const writes = found.filter(isWrite)
    for (const effect of writes.length > 0 ? writes : found) counted.delete(effect)
    if (found.length === 0) return undefined
  }
  return undefined
}

/** The nodes by the effects that are counted, or which of them come in another order. */
function paired(machine: CodeGraph, mir: CodeGraph, counted: ReadonlySet<string>): NodesAt | string[] {
  const isEffect = ({ does }: CodeNode) => does !== undefined && counted.has(does)
  const machineAhead = aheadOf(machine, isEffect)
  const mirAhead = aheadOf(mir, isEffect)

  /** What of MIR may be the machine's next effect. */
  const partners = (effect: number, node: number): number[] => {
    const { does, places = [] } = machine.nodes[effect] ?? {}
    const named = [...mirAhead(node).effects].filter((one) => mir.nodes[one]?.does === does)
    const placed = named.filter((one) =>
      mir.nodes[one]?.places.some((place) => places.some((other) => isSame(place, other))),
    )
    return placed.length > 0 ? placed : named
  }
  const pairs = agreeing(machineAhead, partners)
  if (!(pairs instanceof Map)) {
    const textsOf = (graph: CodeGraph, { effects }: Reached) =>
      [...effects].map((effect) => graph.nodes[effect]?.does ?? '')
    return pairs.flatMap(([effect, node]) => {
      const [one, other] = [textsOf(machine, machineAhead(effect)), textsOf(mir, mirAhead(node))]
      return [...one.filter((text) => !other.includes(text)), ...other.filter((text) => !one.includes(text))]
    })
  }

  const machineBefore = reversed(machine.nodes.map(({ next }) => next))
  const mirBefore = reversed(mir.nodes.map(({ next }) => next))
  const nodesOf = (effects: Iterable<number>) => [...effects].flatMap((effect) => [...(pairs.get(effect) ?? [])])
  const known = new Map<number, ReadonlySet<number>>()
  const at: NodesAt = (instruction) => {
    const same = pairs.get(instruction)
    if (same) return same
    const behind = effectsBehind(machine, machineBefore, instruction, isEffect)
    const next = ahead(machine, [instruction], isEffect)
    const from = nodesOf(behind).map((node) => mirAhead(node).nodes)
    const ends = next.ends ? mir.nodes.flatMap((node, index) => (node.next.length === 0 ? [index] : [])) : []
    const to = leadingTo(mir, mirBefore, [...nodesOf(next.effects), ...ends], isEffect)
    return new Set(from.flatMap((nodes) => [...nodes]).filter((node) => to.has(node)))
  }
  return (instruction) => {
    const found = known.get(instruction) ?? at(instruction)
    known.set(instruction, found)
    return found
  }
}

const isWrite = (effect: string) => effect.startsWith('writes ')

const isSame = (one: Position, other: Position) => one.line === other.line && one.column === other.column

/** What both do equally often. */
function commonEffects(machine: CodeGraph, mir: CodeGraph): Set<string> {
  const inMir = countsIn(mir)
  return new Set([...countsIn(machine)].flatMap(([effect, count]) => (inMir.get(effect) === count ? [effect] : [])))
}

function countsIn(graph: CodeGraph): Map<string, number> {
  const counts = new Map<string, number>()
  for (const index of ahead(graph, graph.entries, () => false).nodes) {
    const effect = graph.nodes[index]?.does
    if (effect !== undefined) counts.set(effect, (counts.get(effect) ?? 0) + 1)
  }
  return counts
}

/** What is come to behind each effect. */
function aheadOf(graph: CodeGraph, isEffect: (node: CodeNode) => boolean): (effect: number) => Reached {
  const known = new Map<number, Reached>()
  return (effect) => {
    const found =
      known.get(effect) ?? ahead(graph, effect === START ? graph.entries : (graph.nodes[effect]?.next ?? []), isEffect)
    known.set(effect, found)
    return found
  }
}

/** The effects that are come to are among the nodes, and not passed. */
function ahead({ nodes }: CodeGraph, from: readonly number[], isEffect: (node: CodeNode) => boolean): Reached {
  const isThere = (at: number) => nodes[at] !== undefined
  const isOne = (at: number) => isEffectAt(nodes, at, isEffect)
  const found = reach(from.filter(isThere), (at) => (isOne(at) ? [] : (nodes[at]?.next ?? []).filter(isThere)))
  return {
    nodes: found,
    effects: new Set([...found].filter(isOne)),
    ends: [...found].some((at) => !isOne(at) && nodes[at]?.next.length === 0),
  }
}

function isEffectAt(nodes: readonly CodeNode[], at: number, isEffect: (node: CodeNode) => boolean): boolean {
  const node = nodes[at]
  return node !== undefined && isEffect(node)
}

/**
 * By effect of the machine, what it may be in MIR: each of the machine's next effects has a partner behind it. If there is
 * no such pairing, the pairs behind which one has no partner.
 */
function agreeing(
  machineAhead: (effect: number) => Reached,
  partners: (effect: number, node: number) => number[],
): Map<number, Set<number>> | [number, number][] {
  type Pair = { effect: number; node: number; next: string[][] }
  const keyOf = (effect: number, node: number) => `${effect} ${node}`
  const pairs = new Map<string, Pair>()
  const lacking: [number, number][] = []
  const open: [number, number][] = [[START, START]]
  for (let at = open.pop(); at; at = open.pop()) {
    const [effect, node] = at
    if (pairs.has(keyOf(effect, node))) continue
    const next = [...machineAhead(effect).effects].map((one) => {
      const some = partners(one, node)
      if (some.length === 0) lacking.push([effect, node])
      return some.map((other) => ({ one, other }))
    })
    pairs.set(keyOf(effect, node), {
      effect,
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
    found.set(pair.effect, (found.get(pair.effect) ?? new Set()).add(pair.node))
    left.push(...pair.next.flat())
  }
  return found.size > 0 ? found : lacking
}

/** The last effects on all ways to an instruction, or `START`. */
function effectsBehind(
  { nodes, entries }: CodeGraph,
  before: readonly (readonly number[])[],
  instruction: number,
  isEffect: (node: CodeNode) => boolean,
): Set<number> {
  const isOne = (at: number) => isEffectAt(nodes, at, isEffect)
  const found = reach(before[instruction] ?? [], (at) => (isOne(at) ? [] : (before[at] ?? [])))
  const begins = entries.some((entry) => entry === instruction || (found.has(entry) && !isOne(entry)))
  return new Set([...(begins ? [START] : []), ...[...found].filter(isOne)])
}

/** All from which one of some nodes is come to without passing another effect. */
function leadingTo(
  { nodes }: CodeGraph,
  before: readonly (readonly number[])[],
  to: readonly number[],
  isEffect: (node: CodeNode) => boolean,
): Set<number> {
  return reach(to, (at) => (before[at] ?? []).filter((one) => !isEffectAt(nodes, one, isEffect)))
}
