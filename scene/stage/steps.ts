import type { Source } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { changesBetween } from './changes.ts'

/**
 * Chooses the steps that a page plays, as ascending indexes into the recorded states.
 *
 * `choice` is a list of terms separated by commas: `changes` (the default: every step at which memory changed, and the
 * first), `calls` (those with an allocator call), `all`, a step `4` or range `3-9` (from 1), `line:12`, `in:make` (while
 * that function is innermost), `return:make` (when it returns), a mark of the snippet `#name` or two `#a-#b`.
 * A term with `!` before it takes steps away.
 * @throws when a term names nothing that was recorded.
 */
export function chooseSteps(
  states: readonly MemoryState[],
  choice: string | undefined,
  source: Pick<Source, 'marks' | 'file'>,
): number[] {
  const terms = termsOf(choice ?? 'changes')
  const chosen = new Set<number>()
  for (const term of terms) {
    const found = stepsOf(term.replace(/^!/, ''), states, source)
    if (found.length === 0)
      throw new Error(`${source.file}: no step is "${term}"; ${whatThereIs(term, states, source)}`)
    for (const index of found) {
      if (term.startsWith('!')) chosen.delete(index)
      else chosen.add(index)
    }
  }
  return [...chosen].sort((a, b) => a - b)
}

/** The terms of a choice: its parts between commas, of which those within `<` and `>` part none. */
export function termsOf(choice: string): string[] {
  const terms = ['']
  let depth = 0
  for (const sign of choice) {
    depth += Number(sign === '<') - Number(sign === '>')
    if (sign === ',' && depth === 0) terms.push('')
    else terms[terms.length - 1] += sign
  }
  return terms.map((term) => term.trim()).filter(Boolean)
}

/** For the message about a term that names no step: the marks, where it names one that the snippet lacks, else how many steps. */
function whatThereIs(term: string, states: readonly MemoryState[], { marks }: Pick<Source, 'marks'>): string {
  const known = Object.keys(marks)
  const lacking = marksIn(term.replace(/^!/, '')).some((mark) => !known.includes(mark))
  if (!lacking) return `the recording has ${states.length} steps`
  return known.length > 0
    ? `the snippet's marks are ${known.map((mark) => `#${mark}`).join(', ')}`
    : 'the snippet has no marks'
}

/** The one or two marks that a term such as `#made-#end` names; none when it is another kind of term. */
function marksIn(term: string): string[] {
  const [, first, last] = /^#([\w-]+?)(?:-#([\w-]+))?$/.exec(term) ?? []
  return [first, last].filter((mark) => mark !== undefined)
}

function stepsOf(term: string, states: readonly MemoryState[], source: Pick<Source, 'marks'>): number[] {
  const all = states.map((_, index) => index)
  const range = /^(\d+)(?:-(\d+))?$/.exec(term)
  if (range) {
    const first = Number(range[1])
    const last = Number(range[2] ?? range[1])
    return all.filter((index) => index + 1 >= first && index + 1 <= last)
  }
  if (term === 'all') return all
  if (term === 'changes') return changing(states)
  if (term === 'calls') return all.filter((index) => index === 0 || states[index]?.calls !== states[index - 1]?.calls)
  const [, kind, name = ''] = /^(\w+):(.*)$/.exec(term) ?? []
  if (kind === 'line') return all.filter((index) => states[index]?.line === Number(name))
  if (kind === 'in') return all.filter((index) => states[index]?.function === name)
  if (kind === 'return')
    return all.filter((index) => states[index]?.event === 'return' && states[index].function === name)
  const [from, to] = marksIn(term)
  if (!from) return []
  const at = (mark: string) => all.filter((index) => states[index]?.line === source.marks[mark])
  const first = at(from)
  if (!to) return first
  const start = first[0]
  const end = at(to).at(-1)
  return start === undefined || end === undefined ? [] : all.filter((index) => index >= start && index <= end)
}

/** The first step, and each at which memory differs from the step before. */
function changing(states: readonly MemoryState[]): number[] {
  return states.flatMap((state, index) => {
    const before = states[index - 1]
    if (!before) return [index]
    const hasEvent = state.event !== undefined && state.event !== 'return'
    const hasResult = state.returning !== undefined && before.returning === undefined && state.returning.type !== '()'
    const differs = hasEvent || hasResult || changesBetween(before, state).length > 0 || state.calls !== before.calls
    return differs ? [index] : []
  })
}
