/** What index.html shows before any script, see `makeIndexPage`. */
const COVER = 'first-paint'

/** Resolves when the browser has drawn what is there now. */
const drawn = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))

/** Resolves when some view of the deck stands in the page. */
function viewIsThere(app: Element): Promise<void> {
  const isThere = () => app.querySelector('main, [role=main], .slidev-presenter, .print-slide-container') !== null
  return new Promise((resolve) => {
    if (isThere()) return resolve()
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(app, { childList: true, subtree: true })
  })
}

/**
 * Takes the cover of index.html away as soon as the deck's own view stands under it, in the same frame: what is painted
 * next is the view. From then on the deck answers.
 * Resolves when that has been painted.
 */
export async function takeOver(): Promise<void> {
  const app = document.getElementById('app')
  if (!app) return
  await viewIsThere(app)
  document.getElementById(COVER)?.remove()
  document.documentElement.classList.remove('elsewhere')
  await drawn()
}
