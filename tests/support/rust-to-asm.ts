import { readHighlighted } from '../../embed/read-asm-scene.ts'
import { recordingNames } from '../../embed/read-recording.ts'
import type { Instruction, Listing } from '../../recorder/schema.ts'
import { planAsm } from '../../scene/rust-to-asm/plan.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { momentOf, type AsmPlan, type AsmState } from '../../scene/rust-to-asm/states.ts'

/** A committed recording as a component gets it. */
export const recorded = readHighlighted

/** One build of a function of a recording. */
export function stateOf(recording: Recorded, own: string, build: string): AsmState {
  return momentOf(planAsm({ recordings: [recording], function: own, show: build }), 0).state
}

/** A plan, and the listings that it shows by their builds' names. */
export type PlannedListings = { name: string; plan: AsmPlan; listings: Record<string, Listing | undefined> }

/** The plan of every function of every recording that has one in `clean` and `release`. */
export async function allPlans(): Promise<PlannedListings[]> {
  const recordings = await Promise.all(recordingNames().map(recorded))
  return recordings.flatMap((recording) => {
    const { clean, release } = recording.builds
    const inBoth = (clean?.listings ?? []).filter(({ function: own }) =>
      release?.listings.some((other) => other.function === own),
    )
    return inBoth.map(({ function: own }) => ({
      name: `${recording.name}, ${own}`,
      plan: planAsm({ recordings: [recording], function: own, show: 'rust,clean,release' }),
      listings: Object.fromEntries(
        Object.entries({ clean, release }).map(([build, of]) => [
          build,
          of?.listings.find((listing) => listing.function === own),
        ]),
      ),
    }))
  })
}

/**
 * A listing written by hand, one instruction a text: `L1: mov rax, rdi ; 3`, where the number is
 * its line; what `more` gives is added to the instruction at that place.
 */
export function listing(texts: string[], more: Record<number, Partial<Instruction>> = {}): Listing {
  const instructions = texts.map((text, i): Instruction => {
    const [, label, mnemonic = '', operands = '', line] =
      /^(?:(L\d+): )?(\S+)(?: ([^;]*?))?(?: ; (\d+))?$/.exec(text) ?? []
    return {
      mnemonic,
      operands,
      offset: 4 * i,
      ...(label && { label }),
      ...(line ? { line: Number(line) } : { unlined: 'compiler' as const }),
      ...more[i],
    }
  })
  return { function: 'f', first: 1, last: 9, instructions }
}
