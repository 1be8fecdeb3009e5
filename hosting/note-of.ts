import { shallowReactive } from 'vue'

const loaded = shallowReactive(new Map<number, string>())
const asked = new Set<number>()

/**
 * A slide's notes as HTML: empty at first, while `load` brings the module that holds them; reactive, so that
 * what shows them shows them then. Notes that cannot be loaded stay empty, and the console says why.
 */
export function noteOf(no: number, load: () => Promise<{ default: string }>): string {
  if (!asked.has(no)) {
    asked.add(no)
    load().then(
      ({ default: note }) => {
        loaded.set(no, note)
      },
      (error: unknown) => {
        asked.delete(no)
        console.error(`The notes of slide ${no} could not be loaded`, error)
      },
    )
  }
  return loaded.get(no) ?? ''
}
