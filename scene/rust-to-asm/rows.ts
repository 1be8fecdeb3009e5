import type { Instruction, Listing } from '../../recorder/schema.ts'
import { asmPieces, operandText, type AsmPiece } from './asm-text.ts'
import { explainListing } from '../explain-instruction.ts'
import type { Explanation } from './explain/explanation.ts'

/** One instruction as a row of a slide. */
export type InstructionRow = {
  kind: 'instruction'
  /** Unique within its listing. */
  key: string
  /** Position in the listing, from 0. */
  index: number
  /** A label that stands before it. */
  label?: string
  mnemonic: string
  pieces: AsmPiece[]
  /** Mnemonic and operands as one text. */
  text: string
  /** Line of the snippet's file; absent for what has none, then `origin` says why. */
  line?: number
  /** Where it comes from, in words for reading aloud. */
  origin: string
  /** The std function that was inlined here. */
  std?: string
  cold: boolean
  role?: Instruction['role']
  unlined?: Instruction['unlined']
  explanation: Explanation
}

/** Several rows shown as one "…" that says what it hides. */
export type FoldRow = {
  kind: 'fold'
  key: string
  hidden: InstructionRow[]
  label?: string
  /** What is hidden, in words. */
  text: string
  /** The line that all of them come from, if it is one. */
  line?: number
}

export type AsmRow = InstructionRow | FoldRow

const UNLINED: Readonly<Record<NonNullable<Instruction['unlined']>, string>> = {
  prologue: 'sets up the frame, no line of its own',
  epilogue: 'takes down the frame, no line of its own',
  compiler: 'made by the compiler, no line of its own',
}

/**
 * All rows of a listing, one an instruction, in its order.
 * @param head the function's head as the snippet has it, for what its registers hold on entry.
 * @param optimised whether LLVM may have changed which arguments the function takes.
 */
export function instructionRows(listing: Listing, head: string, optimised: boolean): InstructionRow[] {
  const explanations = explainListing(listing, head, optimised)
  return listing.instructions.map((instruction, index) => {
    const operands = operandText(instruction)
    return {
      kind: 'instruction',
      key: `i${index}`,
      index,
      label: instruction.label,
      mnemonic: instruction.mnemonic,
      pieces: asmPieces(instruction),
      text: operands ? `${instruction.mnemonic} ${operands}` : instruction.mnemonic,
      line: instruction.line,
      origin: originOf(instruction),
      std: instruction.inlined,
      cold: instruction.cold ?? false,
      role: instruction.role,
      unlined: instruction.line === undefined ? (instruction.unlined ?? 'compiler') : undefined,
      explanation: explanations[index] ?? { text: '' },
    }
  })
}

function originOf(instruction: Instruction): string {
  if (instruction.line === undefined) return UNLINED[instruction.unlined ?? 'compiler']
  return instruction.inlined ? `std’s ${instruction.inlined}, inlined` : 'the line itself'
}

/** The instructions that a row stands for. */
export function instructionsOf(row: AsmRow): InstructionRow[] {
  return row.kind === 'fold' ? row.hidden : [row]
}
