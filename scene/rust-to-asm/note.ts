import { whatItDoes } from './explain/instruction-set.ts'
import type { AsmRow } from './rows.ts'
import { fromLine, sayRustLine } from './say-lines.ts'
import { shownNumber, type AsmState } from './states.ts'

/** What a note says of what the viewer points at. */
export type Note = {
  /** The instruction or the Rust line, as shown. */
  code: string
  /** What it means here. */
  means: string
  /** What its mnemonic does in any program. */
  does?: { mnemonic: string; text: string }
  /** Where it comes from. */
  from?: string
}

/**
 * The note on a row, or on a line of the snippet's file.
 * @returns `undefined` for a line of which there is nothing to say.
 */
export function noteOn(state: AsmState, target: AsmRow | number): Note | undefined {
  if (typeof target === 'number') {
    const means = sayRustLine(state, target)
    return means ? { code: `line ${shownNumber(state, target)}`, means } : undefined
  }
  if (target.kind === 'fold') return { code: '…', means: `${target.text}; a click opens it` }
  const { mnemonic, text, explanation, cold } = target
  const does = whatItDoes({ mnemonic, operands: text.slice(mnemonic.length + 1) })
  return {
    code: text,
    means: explanation.text,
    does: does === undefined ? undefined : { mnemonic, text: does },
    from: `${fromLine(state, target)}${cold ? ', cold path' : ''}`,
  }
}
