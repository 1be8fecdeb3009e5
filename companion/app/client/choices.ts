/** Slidev's own key for the mode, so that slides and pages look alike. */
const MODE_KEY = 'slidev-color-schema'
/** What a viewer wants to open when an address names no slide. */
const VIEW_KEY = 'understanding-allocations:view'

/** Makes the button that changes between dark and light, and keeps the choice. */
export function offerMode(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-mode]')
  if (!button) return
  const root = document.documentElement
  const name = () => (root.classList.contains('dark') ? 'light' : 'dark')
  button.hidden = false
  button.textContent = name()
  button.addEventListener('click', () => {
    keep(MODE_KEY, name())
    root.classList.toggle('dark')
    button.textContent = name()
  })
}

/** Prints light, whatever the screen shows: paper is. */
export function printLight(): void {
  const root = document.documentElement
  let wasDark = false
  addEventListener('beforeprint', () => {
    wasDark = root.classList.contains('dark')
    root.classList.remove('dark')
  })
  addEventListener('afterprint', () => root.classList.toggle('dark', wasDark))
}

/** Remembers which view a viewer chose by its link. */
export function followChoice(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-choose]')) {
    link.addEventListener('click', () => keep(VIEW_KEY, link.dataset.choose ?? ''))
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch (error) {
    console.info('The choice is not kept:', error)
  }
}
