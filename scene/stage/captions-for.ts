import type { Source } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { chooseSteps, termsOf } from './steps.ts'

/**
 * Sentences that a page gives to steps, by line, mark or function as `chooseSteps` writes them (`line:12`, `#made`,
 * `in:make`, `return:make`; `#made,!return:make` takes steps away); back ticks mark code.
 */
export type Captions = Readonly<Record<string, string>>

/**
 * The captions that replace what a step says of itself, by index of the recorded state.
 * @param shown indexes of the recorded states that the page plays.
 * @throws when a term names a step by its number, none that is shown or one that has its caption, or the caption says nothing.
 */
export function captionsFor(
  captions: Captions,
  states: readonly MemoryState[],
  shown: readonly number[],
  source: Pick<Source, 'marks' | 'file'>,
): Map<number, string> {
  const given = new Map<number, string>()
  for (const [term, caption] of Object.entries(captions)) {
    if (termsOf(term).some((part) => /^!?\d/.test(part)))
      throw new Error(
        `${source.file}: a caption is given to step "${term}", a number that shifts with the program and the recorder; ` +
          'name its line, mark or function: "line:12", "#mark", "in:function", "return:function"',
      )
    if (!caption.trim()) throw new Error(`${source.file}: the caption of "${term}" is empty`)
    const found = chooseSteps(states, term, source).filter((index) => shown.includes(index))
    if (found.length === 0) throw new Error(`${source.file}: a caption is given to "${term}", which is not shown`)
    for (const index of found) {
      if (given.has(index))
        throw new Error(`${source.file}: step ${index + 1} has two captions, one of them for "${term}"`)
      given.set(index, caption)
    }
  }
  return given
}
