import { shallowReactive } from 'vue'
import { noteOf } from './note-of.ts'

/** What a slide's front matter says to Slidev itself. */
const KEYS = ['layout', 'transition', 'class', 'clicks', 'name', 'preload'] as const

/** A slide as Slidev knows it before its content is loaded. */
interface Slide {
  no: number
  [key: string]: unknown
}

/**
 * What Slidev keeps of a slide, as its own module of a slide's front matter makes it; once for all slides, which that
 * writes out in each of them.
 * @param frontmatter reactive.
 * @param slide what else is known of it; its notes are loaded when they are first read, or by `slide.loadNote()` for
 *   who cannot go on without them.
 */
export function slideMeta(
  frontmatter: Record<string, unknown>,
  slide: Slide,
  loadNote: () => Promise<{ default: string }>,
): object {
  const note = async () => (await loadNote()).default
  const meta = { slide: { ...slide, frontmatter, loadNote: note }, __clicksContext: null, __preloaded: false }
  Object.defineProperty(meta.slide, 'noteHTML', {
    enumerable: true,
    configurable: true,
    get: () => noteOf(slide.no, loadNote),
  })
  for (const key of KEYS) {
    Object.defineProperty(meta, key, { enumerable: true, configurable: true, get: () => frontmatter[key] })
  }
  return shallowReactive(meta)
}
