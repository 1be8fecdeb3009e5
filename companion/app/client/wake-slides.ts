import { slides } from 'virtual:companion/slides'
import { slideApp } from '../slide-app.ts'

/** How far outside the window a slide gets its script, CSS px. */
const AHEAD = 700

/**
 * Brings the slides that can be stepped to life when they come near, or when the keyboard reaches them.
 * @returns what does so at once with a slide's figure; nothing happens to one that lives or is being woken.
 */
export function wakeSlides(): (figure: HTMLElement) => Promise<void> {
  const figures = [...document.querySelectorAll<HTMLElement>('[data-slide]')]
  const woken = new Map<HTMLElement, Promise<void>>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) void wakeOnce(entry.target as HTMLElement)
    },
    { rootMargin: `${AHEAD}px 0px` },
  )
  function wakeOnce(figure: HTMLElement): Promise<void> {
    observer.unobserve(figure)
    const waking = woken.get(figure) ?? wake(figure)
    woken.set(figure, waking)
    return waking
  }
  for (const figure of figures) {
    observer.observe(figure)
    figure.addEventListener('focusin', () => void wakeOnce(figure))
  }
  return wakeOnce
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
