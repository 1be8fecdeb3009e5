import { PREDICTIONS_KEY, readPredictions } from '../../../composables/predictions-kept.ts'
import { scoreOf } from '../../score.ts'

/** Shows what this viewer predicted, and how much of it was right; it is read here and goes nowhere. */
export function showScore(): void {
  const list = document.querySelector<HTMLElement>('[data-score]')
  if (!list) return
  const say = document.querySelector<HTMLElement>('[data-score-says]')
  const forget = document.querySelector<HTMLButtonElement>('[data-forget]')

  function show(): void {
    const kept = readPredictions()
    const entries = [...(list?.querySelectorAll<HTMLElement>('[data-prediction]') ?? [])].map((element) => ({
      element,
      id: element.dataset.prediction ?? '',
      right: element.dataset.right ?? '',
    }))
    const score = scoreOf(entries, kept)
    for (const { element, id, right } of entries) {
      const chosen = kept[id]
      element.classList.toggle('wrong', chosen !== undefined && chosen !== right)
      for (const option of element.querySelectorAll<HTMLElement>('[data-value]')) {
        option.hidden = option.dataset.value !== chosen && option.dataset.value !== right
        const mark = option.querySelector<HTMLElement>('.mark')
        if (mark) mark.textContent = markOf(option.dataset.value, chosen, right)
      }
      // Nothing is given away that was not predicted yet.
      const options = element.querySelector<HTMLElement>('.options')
      if (options) options.hidden = chosen === undefined
      const open = element.querySelector<HTMLElement>('.open')
      if (open) open.hidden = chosen !== undefined
    }
    if (say) say.textContent = score
    if (forget) forget.hidden = entries.every(({ id }) => kept[id] === undefined)
  }

  forget?.addEventListener('click', () => {
    localStorage.removeItem(PREDICTIONS_KEY)
    show()
  })
  list.hidden = false
  show()
  // Another tab of the same browser, with the slides, may add to them.
  addEventListener('storage', show)
}

function markOf(value: string | undefined, chosen: string | undefined, right: string): string {
  if (value === chosen) return value === right ? 'Your prediction, right: ' : 'Your prediction, wrong: '
  return 'Right: '
}
