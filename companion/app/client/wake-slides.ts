import { slides } from 'virtual:companion/slides'
import { slideApp } from '../slide-app.ts'

/** How far outside the window a slide gets its script, CSS px. */
const AHEAD = 700

/** Brings the slides that can be stepped to life when they come near, or when the keyboard reaches them. */
export function wakeSlides(): void {
  const figures = [...document.querySelectorAll<HTMLElement>('[data-slide]')]
  const woken = new Set<HTMLElement>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) wakeOnce(entry.target as HTMLElement)
    },
    { rootMargin: `${AHEAD}px 0px` },
  )
  function wakeOnce(figure: HTMLElement): void {
    observer.unobserve(figure)
    if (woken.has(figure)) return
    woken.add(figure)
    void wake(figure)
  }
  for (const figure of figures) {
    observer.observe(figure)
    figure.addEventListener('focusin', () => wakeOnce(figure))
  }
}

async function wake(figure: HTMLElement): Promise<void> {
  const alias = figure.dataset.slide ?? ''
  figure.dataset.awake = ''
  const load = slides[alias]
  if (!load) throw new Error(`no slide ${alias} can be stepped`)
  const { default: slide } = await load()
  slideApp(alias, slide).mount(figure)
  figure.dataset.awake = 'done'
}
