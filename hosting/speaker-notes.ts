import type { Plugin } from 'vite'

/** A slide's front matter as Slidev makes a module of it, its notes among it. */
const FRONTMATTER = /__slidev_(\d+)\.frontmatter$/
/** In such a module: the front matter, and what else is known of the slide, all of it JSON in lines of their own. */
const DATA = /^export const frontmatterData = (\{.*\})$/m
const SLIDE = /^ {4}\.\.\.\((\{.*\})\),\n {4}frontmatter,\n((?: {4}\w+: .*,\n)+) {2}\},$/m
const NOTE = 'virtual:speaker-note/'

/** What of a slide's front matter only the lint reads. */
const FOR_LINT = 'rests'
/** What only Slidev's editor and its dev server read. */
const FOR_EDITOR = ['frontmatterRaw', 'raw', 'content', 'note']

/**
 * A slide's front matter as every viewer loads it, and its notes, rendered, which they need not load.
 * @param code the module that Slidev makes of it.
 * @param no the slide's number.
 * @returns undefined when the module is not what it was when this was written.
 */
export function splitFrontmatter(code: string, no: string): { code: string; note: string } | undefined {
  const [, data] = DATA.exec(code) ?? []
  const [, base, place] = SLIDE.exec(code) ?? []
  if (data === undefined || base === undefined || place === undefined) return undefined
  const frontmatter = JSON.parse(data) as Record<string, unknown>
  const { noteHTML, ...slide } = JSON.parse(base) as Record<string, unknown>
  if (typeof noteHTML !== 'string') return undefined
  Reflect.deleteProperty(frontmatter, FOR_LINT)
  for (const key of FOR_EDITOR) Reflect.deleteProperty(slide, key)
  const lean = [
    '// @unocss-include',
    "import { reactive } from 'vue'",
    "import { slideMeta } from '/hosting/slide-meta.ts'",
    `export const frontmatter = reactive(${JSON.stringify(frontmatter)})`,
    'export default frontmatter',
    `export const meta = slideMeta(frontmatter, { ...(${JSON.stringify(slide)}), ${place} }, () => import('${NOTE}${no}'))`,
  ]
  return { code: lean.join('\n'), note: noteHTML }
}

/**
 * Vite plugin: takes the notes out of what every viewer loads. Slidev puts them, rendered, into each slide's front
 * matter, which the first view loads for all slides; here `meta.slide.noteHTML` becomes a getter that loads them when
 * it is first read (see `noteOf`). It is empty until they are there, and reactive. What nobody reads in a built deck is
 * left out. Builds only.
 */
export function lazyNotes(): Plugin {
  const notes = new Map<string, string>()
  return {
    name: 'lazy-speaker-notes',
    apply: 'build',
    transform(code, id) {
      const [, no] = FRONTMATTER.exec(id) ?? []
      if (no === undefined) return undefined
      const split = splitFrontmatter(code, no)
      if (!split) this.error(`the front matter of slide ${no} is not what it was: Slidev has changed its module`)
      notes.set(no, split.note)
      return { code: split.code, map: null }
    },
    resolveId: (id) => (id.startsWith(NOTE) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${NOTE}`)) return undefined
      return `export default ${JSON.stringify(notes.get(id.slice(NOTE.length + 1)) ?? '')}`
    },
  }
}
