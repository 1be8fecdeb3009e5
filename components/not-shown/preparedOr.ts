/** What a component draws, or why it cannot, in words for the slide. */
export type Prepared<T> = { drawing: T; reason?: undefined } | { drawing?: undefined; reason: string }

/**
 * Prepares a drawing of a recording; an error becomes the reason that shows in its place.
 * @param name the recording's, which is told where it is broken
 */
export function preparedOr<T>(name: string, prepare: () => T): Prepared<T> {
  try {
    return { drawing: prepare() }
  } catch (error) {
    return { reason: reasonOf(name, error) }
  }
}

/** In words: what a page asked for and was not recorded, or that the recording itself is broken. */
export function reasonOf(name: string, error: unknown): string {
  if (error instanceof Error && error.constructor === Error) return error.message
  const detail = error instanceof Error ? error.message : String(error)
  return `the recording ${name} is broken (${detail}). Record it again: npm run record -- ${name}`
}
