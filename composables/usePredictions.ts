import { ref, type Ref } from 'vue'

const KEY = 'understanding-allocations:predictions'

/** What this viewer predicted, by prediction id; kept on their machine only, shared by all slides. */
const predictions: Ref<Record<string, string>> = ref(read())

/** The viewer's predictions, and how to make one. */
export function usePredictions() {
  return {
    predictions,
    /** Keeps `option` as the viewer's prediction of `id`. */
    predict(id: string, option: string): void {
      predictions.value = { ...predictions.value, [id]: option }
      write(predictions.value)
    },
  }
}

function read(): Record<string, string> {
  if (typeof localStorage === 'undefined') return {}
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(
      Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch (error) {
    // A browser that forbids storage, or somebody's hand in it: predicting works, keeping does not.
    console.info('Predictions are not kept:', error)
    return {}
  }
}

function write(value: Record<string, string>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(value))
  } catch (error) {
    console.info('Predictions are not kept:', error)
  }
}
