/** Walks over graphs whose nodes are numbered, such as the points of a body or the instructions of a function. */

/** For each node, those that may be next, or those that may be before. */
type Ways = readonly (readonly number[])[]

/**
 * All nodes that are come to from some of them, these among them.
 * @param onwards where a walk goes on from a node; nowhere at its end.
 */
export function reach(from: Iterable<number>, onwards: (node: number) => Iterable<number>): Set<number> {
  const seen = new Set<number>()
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...onwards(at))
  }
  return seen
}

/** The ways back. */
export function reversed(ways: Ways): number[][] {
  const back: number[][] = ways.map(() => [])
  for (const [from, all] of ways.entries()) for (const to of all) back[to]?.push(from)
  return back
}
