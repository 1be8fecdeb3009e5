import type { InstructionRun } from '../../recorder/trace-schema.ts'

/** One click: the instruction that it shows, and the instructions it plays, first to last. */
export type Click = {
  /** Place in the run's steps of the instruction that is shown. */
  shown: number
  first: number
  last: number
}

/**
 * Chooses what a page plays: one click an instruction.
 *
 * `choice` is a list of terms separated by commas: `all` (the default), an instruction `4` or range
 * `3-9` of the run (from 1), `in:half` (those of one function). A term with `!` before it takes
 * instructions away. What is left out of a called function runs with its call; other instructions
 * that are left out run with the next that is shown.
 * @throws when a term names no instruction of the run.
 */
export function chooseInstructions(run: InstructionRun, choice = 'all'): Click[] {
  const chosen = new Set<number>()
  for (const term of choice
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = named(run, term.replace(/^!/, ''))
    if (found.length === 0)
      throw new Error(`no instruction is "${term}" in the run of ${run.function}; it has ${run.steps.length}`)
    for (const index of found) {
      if (term.startsWith('!')) chosen.delete(index)
      else chosen.add(index)
    }
  }
  const shown = [...chosen].sort((a, b) => a - b)
  const clicks: Click[] = []
  for (const [i, index] of shown.entries()) {
    const end = shown[i + 1] ?? run.steps.length
    let last = index
    while (last + 1 < end && run.steps[last + 1]?.function !== run.steps[index]?.function) last++
    const before = clicks.at(-1)
    clicks.push({ shown: index, first: before ? before.last + 1 : index, last })
  }
  return clicks
}

function named(run: InstructionRun, term: string): number[] {
  const all = run.steps.map((_, index) => index)
  if (term === 'all') return all
  const range = /^(\d+)(?:-(\d+))?$/.exec(term)
  if (range) return all.filter((i) => i + 1 >= Number(range[1]) && i + 1 <= Number(range[2] ?? range[1]))
  const name = /^in:(.+)$/.exec(term)?.[1]
  return all.filter((i) => run.steps[i]?.function === name)
}
