import { ref, type Ref } from 'vue'
import { readPredictions, writePredictions } from './predictions-kept.ts'

/** What this viewer predicted, by prediction id; kept on their machine only, shared by all slides. */
const predictions: Ref<Record<string, string>> = ref(readPredictions())

/** The viewer's predictions, and how to make one. */
export function usePredictions() {
  return {
    predictions,
    /** Keeps `option` as the viewer's prediction of `id`. */
    predict(id: string, option: string): void {
      predictions.value = { ...predictions.value, [id]: option }
      writePredictions(predictions.value)
    },
  }
}
