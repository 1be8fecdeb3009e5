import { definePreparserSetup } from '@slidev/types'
import { withSources } from '../embed/note-sources.ts'
import { fitToPath, PATH_VARIABLE, pathOf } from '../embed/talk-path.ts'

export default definePreparserSetup(() => {
  const path = pathOf(process.env[PATH_VARIABLE])
  const contents = new WeakMap<Record<string, unknown>, string>()
  return [
    {
      name: 'talk-path',
      transformSlide(content, frontmatter: Record<string, unknown>) {
        fitToPath(frontmatter, path)
        contents.set(frontmatter, content)
        return Promise.resolve(undefined)
      },
    },
    {
      name: 'note-sources',
      transformNote(note, frontmatter: Record<string, unknown>) {
        return Promise.resolve(withSources(note, contents.get(frontmatter) ?? ''))
      },
    },
  ]
})
