import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { contents, labelOf, type SlideEntry } from '../scene/contents.ts'
import { SECTIONS } from './sections.ts'

/** The deck's sections with their questions, as its own slides declare them in their front matter. */
export function useContents() {
  const { slides } = useNav()
  const entries = computed(() =>
    slides.value.map((slide): SlideEntry => {
      const { frontmatter, title } = slide.meta.slide
      return {
        no: slide.no,
        title: String(frontmatter.title ?? title ?? ''),
        section: Number(frontmatter.section) || 0,
        continues: frontmatter.continues === undefined ? undefined : String(frontmatter.continues),
        appendix: frontmatter.appendix === true,
        alias: String(frontmatter.routeAlias ?? slide.no),
      }
    }),
  )
  const sections = computed(() => contents(entries.value, SECTIONS))
  return {
    sections,
    /** The slides of the appendix that ask something of their own. */
    appendix: computed(() => entries.value.filter((entry) => entry.appendix && entry.continues === undefined)),
    /** Whether this deck has a slide of that alias: a shorter path through the talk leaves some out. */
    has: (alias: string): boolean => entries.value.some((entry) => entry.alias === alias),
    /** `2.1` for a slide's alias; a slide that continues a question has the question's label. */
    labelOf: (alias: string): string => labelOf(alias, entries.value, sections.value),
  }
}
