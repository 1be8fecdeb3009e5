import type { MemoryState } from '../../recorder/trace-schema.ts'
import { provenance } from '../provenance.ts'
import type { Recorded } from '../recorded.ts'
import { cutLine, longestLine, stageLines, type WindowLine } from './code-window.ts'
import { planStage, type StagePlan } from './plan.ts'
import { playOf, type Play } from './play.ts'
import { monoFit, monoWidth } from './text.ts'

/** What a page may set on a memory stage. */
export type StageChoice = {
  build: string
  /** See `chooseSteps`. */
  steps?: string
  /** Regions of the snippet to show as code, separated by blanks; `none` shows memory alone. */
  code?: string
  addresses: boolean
  /** Functions whose frames are opened, separated by blanks. */
  frames?: string
  /** Locals to show one by one, separated by blanks. */
  locals?: string
  /** Locals shown in one row, separated by blanks. */
  closed?: string
  /** Canvas px of the whole stage. */
  width: number
  height: number
}

/** A stage ready to be played. */
export type PreparedStage = { play: Play; lines: WindowLine[]; codeWidth: number; provenance: string }

/** Canvas px below the picture: step line, caption and counters. */
const BELOW = 124
/** The code's column, from the widest that may be; it yields to long rows of memory. */
const CODE = { widths: [540, 520], least: 300, space: 24 }

/**
 * Prepares a stage from a recording's states.
 * @throws when steps or regions are named that the recording does not have.
 */
export function prepareStage(recorded: Recorded, states: readonly MemoryState[], choice: StageChoice): PreparedStage {
  const lines = choice.code === 'none' ? [] : stageLines(recorded, words(choice.code))
  const wanted = Math.ceil(monoWidth('0'.repeat(longestLine(lines)), 20) + 30)
  const widths = lines.length ? CODE.widths.map((most) => Math.min(most, Math.max(CODE.least, wanted))) : [0]
  const names = { frames: words(choice.frames), locals: words(choice.locals), closed: words(choice.closed) }
  const planAt = (shown: readonly MemoryState[], codeWidth: number): StagePlan => {
    const x = codeWidth ? codeWidth - 12 + CODE.space : 0
    const area = { x, y: 0, width: choice.width - x, height: choice.height - BELOW - 6 }
    return planStage(shown, { area, addresses: choice.addresses, ...names })
  }
  let codeWidth = widths[0] ?? 0
  const play = playOf(recorded, choice.build, states, choice.steps, (shown) => {
    codeWidth = widths.find((width) => !planAt(shown, width).stack.narrow) ?? widths.at(-1) ?? 0
    return planAt(shown, codeWidth)
  })
  return {
    play,
    lines: lines.map((line) => cutLine(line, monoFit(codeWidth - 16, 20))),
    codeWidth,
    provenance: provenance(recorded, [choice.build]),
  }
}

function words(list: string | undefined): string[] | undefined {
  return list?.split(/\s+/).filter(Boolean)
}
