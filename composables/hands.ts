import { useSharedState } from './shared-state.ts'

/** A question to the room: its id and the values of its options, in their order. */
interface Question {
  id: string
  values: readonly string[]
}

const isHands = (data: unknown): data is Readonly<Record<string, string>> =>
  typeof data === 'object' && data !== null && Object.values(data).every((value) => typeof value === 'string')

const questions = new Map<number, Question>()

/** What most hands went up for, by prediction id: an option's value. The windows that are open know it, nobody else. */
export const hands = useSharedState<Readonly<Record<string, string>>>('hands', {}, isHands)

/** Has a slide ask a question, until the function that is returned is called. */
export function askRoom(slide: number, question: Question): () => void {
  questions.set(slide, question)
  return () => {
    if (questions.get(slide) === question) questions.delete(slide)
  }
}

/**
 * Notes which option of a slide's question most hands went up for; noted once more, it is taken back.
 * @param option from 1. One that the slide does not have, or a slide that asks nothing, changes nothing.
 */
export function noteHands(slide: number, option: number): void {
  const question = questions.get(slide)
  const value = question?.values[option - 1]
  if (!question || value === undefined) return
  const { [question.id]: noted, ...others } = hands.value
  hands.value = noted === value ? others : { ...others, [question.id]: value }
}
