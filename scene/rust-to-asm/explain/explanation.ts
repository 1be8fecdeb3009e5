import type { Instruction, Listing } from '../../../recorder/schema.ts'
import type { Operand } from '../operands.ts'
import type { Signature } from '../signature.ts'
import type { State } from '../track.ts'

/** What an instruction does, in plain words short enough to stand beside it. */
export type Explanation = {
  /** Empty where there is nothing to say that the instruction does not say itself. */
  text: string
  /** The same in fewer words, for where there is no room. */
  brief?: string
  /** Region of memory that it touches or whose address it makes, where the listing tells. */
  region?: 'stack' | 'heap' | 'static'
  /** Set for what goes to the allocator. */
  strong?: boolean
  /** Set for what a listing must not fold first: words of a header, the heap, the result. */
  telling?: boolean
}

/** What a rule may look at besides the instruction itself. */
export type Context = {
  listing: Listing
  signature: Signature
  /** Position in the listing. */
  index: number
  /** What is known before the instruction. */
  state: State
  /** Where a `Vec` or `String` lies in the frame, in bytes from `rsp` on entry. */
  headers: ReadonlySet<number>
}

/** Explains the instructions of one mnemonic. */
export type Rule = (instruction: Instruction, operands: Operand[], context: Context) => Explanation | string | undefined
