import { computed, onMounted, shallowRef } from 'vue'
import { verdict, type VotedLine } from '../scene/line-votes.ts'
import { usePredictions } from './usePredictions.ts'

/** A line beside its vote. */
export type LineVote = {
  line: VotedLine
  /** What this viewer voted; none until the script has taken over. */
  vote?: string
  verdict?: 'right' | 'wrong'
  /** Whether the line has run, so that its recorded calls are shown. */
  ran: boolean
}

/**
 * The votes on lines, and how to vote.
 * @param about the name under which votes are kept, the lines, and which of them have run.
 */
export function useLineVotes(about: () => { name: string; lines: readonly VotedLine[]; ran: ReadonlySet<number> }) {
  const { predictions, predict } = usePredictions()
  const alive = shallowRef(false)
  onMounted(() => (alive.value = true))
  const keyOf = (number: number): string => `${about().name}:${number}`

  const votes = computed(
    () =>
      new Map(
        about().lines.map((line): [number, LineVote] => {
          const vote = alive.value ? predictions.value[keyOf(line.number)] : undefined
          return [
            line.number,
            { line, vote, verdict: verdict(vote, line.calls[0]?.calls ?? 0), ran: about().ran.has(line.number) },
          ]
        }),
      ),
  )
  const open = computed(() => [...votes.value.values()].filter(({ ran, vote }) => ran && vote !== undefined))
  return {
    /** By the line's number. */
    votes,
    /** How many of the votes on lines that have run are right; nothing while there are none. */
    score: computed(() => {
      const right = open.value.filter((one) => one.verdict === 'right').length
      return open.value.length > 0 ? `${right} of ${open.value.length} predicted` : ''
    }),
    choose: (number: number, vote: string): void => predict(keyOf(number), vote),
  }
}
