import type { Plugin } from 'vite'

/** A slide's front matter as Slidev makes a module of it, its notes among it. */
const FRONTMATTER = /__slidev_(\d+)\.frontmatter$/
/** The rendered notes in such a module: a JSON string. */
const NOTES = /"noteHTML":("(?:[^"\\]|\\.)*"),?/
const NOTE = 'virtual:speaker-note/'

/**
 * Vite plugin: takes the notes out of what every viewer loads. Slidev puts them, rendered, into each slide's front
 * matter, which the first view loads for all slides; here `meta.slide.noteHTML` becomes a getter that loads them when
 * it is first read (see `noteOf`). It is empty until they are there, and reactive. Builds only.
 */
export function lazyNotes(): Plugin {
  const notes = new Map<string, string>()
  return {
    name: 'lazy-speaker-notes',
    apply: 'build',
    transform(code, id) {
      const [, no] = FRONTMATTER.exec(id) ?? []
      if (no === undefined) return undefined
      const [found, note] = NOTES.exec(code) ?? []
      if (found === undefined || note === undefined)
        this.error(`slide ${no} has no noteHTML: Slidev has changed its module`)
      notes.set(no, note)
      const place = code.indexOf('frontmatter,', code.indexOf(found))
      if (place < 0) this.error(`slide ${no} has no front matter: Slidev has changed its module`)
      const getter = `get noteHTML() { return noteOf(${no}, () => import('${NOTE}${no}')) },\n`
      const lazy = code.slice(0, place).replace(found, '') + getter + code.slice(place)
      return { code: `import { noteOf } from '/hosting/note-of.ts'\n${lazy}`, map: null }
    },
    resolveId: (id) => (id.startsWith(NOTE) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${NOTE}`)) return undefined
      return `export default ${notes.get(id.slice(NOTE.length + 1)) ?? '""'}`
    },
  }
}
