import type { ComputedRef, InjectionKey } from 'vue'

/** What a prediction tells its options. */
export type Prediction = {
  /** Takes an option in; gives its place, from 0. */
  enter(value: string): number
  /** Builds that the counts of an option's value belong to, in their order. */
  builds: string[]
  /** The option that the recording proves right. */
  right: ComputedRef<string>
  /** Whether the answer shows. */
  revealed: ComputedRef<boolean>
  /** The viewer's choice. */
  chosen: ComputedRef<string | undefined>
  choose(value: string): void
  /** What most hands of the room went up for, where there is a room. */
  room?: ComputedRef<string | undefined>
}

export const predictionKey: InjectionKey<Prediction> = Symbol('prediction')
