import { diagramsDrawn } from '../draw-diagram.ts'

/** How long a page that is to be printed is waited for, ms; what is not drawn by then is printed in words. */
const PATIENCE = 10_000
/** How long after its load the page counts as read, and no longer as arriving, ms. */
const ARRIVING = 4000

/** The part of a browser's network information that is asked for; not all have it. */
type Connected = Navigator & { connection?: { saveData?: boolean } }

/**
 * Has every diagram drawn before the page is printed, by the button or by the browser's own keys, and beforehand when
 * the page is idle: a browser's menu prints at once.
 * @param wake brings a slide to life, whose diagrams are drawn then.
 */
export function offerPrinting(wake: (figure: HTMLElement) => Promise<void>): void {
  const button = document.querySelector<HTMLButtonElement>('[data-print]')
  if (!button) return
  const withDiagrams = [...document.querySelectorAll<HTMLElement>('[data-slide]:has(.diagram)')]
  let isReady = withDiagrams.length === 0
  let isPreparing = false

  const draw = async (figures: readonly HTMLElement[]): Promise<void> => {
    await Promise.allSettled(figures.map(wake))
    await diagramsDrawn()
  }
  const print = async (): Promise<void> => {
    if (isPreparing) return
    isPreparing = true
    const label = button.textContent
    button.textContent = 'Drawing …'
    await Promise.race([draw(withDiagrams), new Promise((late) => setTimeout(late, PATIENCE))])
    isPreparing = false
    isReady = true
    button.textContent = label
    window.print()
  }
  /** One slide in each idle time, so that the page stays quick. */
  const drawWhenIdle = async (): Promise<void> => {
    for (const figure of withDiagrams) {
      await idle()
      await draw([figure])
    }
    isReady = true
  }

  button.hidden = false
  button.addEventListener('click', () => void print())
  document.addEventListener('keydown', (event) => {
    const isPrint =
      (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'p'
    if (!isPrint || isReady) return
    event.preventDefault()
    void print()
  })
  if ((navigator as Connected).connection?.saveData) return
  const later = () => setTimeout(() => void drawWhenIdle(), ARRIVING)
  if (document.readyState === 'complete') later()
  else addEventListener('load', later)
}

/** Resolves when the browser has nothing else to do; Safari cannot say when, there it is a little later. */
function idle(): Promise<unknown> {
  return new Promise((done) => ('requestIdleCallback' in window ? requestIdleCallback(done) : setTimeout(done, 500)))
}
