/** Where a browser keeps what its viewer predicted, by prediction id. */
export const PREDICTIONS_KEY = 'understanding-allocations:predictions'

/** What is kept on this machine; nothing where a browser forbids storage or somebody's hand was in it. */
export function readPredictions(): Record<string, string> {
  if (typeof localStorage === 'undefined') return {}
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREDICTIONS_KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch (error) {
    // Predicting works all the same, keeping does not.
    console.info('Predictions are not kept:', error)
    return {}
  }
}

/** Keeps them. */
export function writePredictions(value: Readonly<Record<string, string>>): void {
  try {
    localStorage.setItem(PREDICTIONS_KEY, JSON.stringify(value))
  } catch (error) {
    console.info('Predictions are not kept:', error)
  }
}
