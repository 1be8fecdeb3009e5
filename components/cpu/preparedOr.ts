/** What a component draws, or why it cannot, in words for the slide. */
export type Prepared<T> = { drawing: T; reason?: undefined } | { drawing?: undefined; reason: string }

/** Prepares a drawing; an error's message becomes the reason that shows in its place. */
export function preparedOr<T>(prepare: () => T): Prepared<T> {
  try {
    return { drawing: prepare() }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
