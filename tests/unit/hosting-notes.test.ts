import { nextTick, watchEffect } from 'vue'
import { expect, it, vi } from 'vitest'
import { noteOf } from '../../hosting/note-of.ts'
import { slideMeta } from '../../hosting/slide-meta.ts'
import { splitFrontmatter } from '../../hosting/speaker-notes.ts'

it('a slide’s notes are empty until they are loaded, once, and show then', async () => {
  const load = vi.fn(() => Promise.resolve({ default: '<p>Say this.</p>' }))
  const shown: string[] = []
  watchEffect(() => shown.push(noteOf(1, load)))
  noteOf(1, load)
  await nextTick()
  await nextTick()
  expect(shown).toEqual(['', '<p>Say this.</p>'])
  expect(load).toHaveBeenCalledTimes(1)
})

it('notes that cannot be loaded are asked for again, and the console says why they are missing', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(noteOf(2, () => Promise.reject(new Error('offline')))).toBe('')
  await nextTick()
  await nextTick()
  expect(error).toHaveBeenCalledWith(
    expect.stringContaining('slide 2'),
    expect.objectContaining({ message: 'offline' }),
  )
  const load = vi.fn(() => Promise.resolve({ default: 'later' }))
  noteOf(2, load)
  await nextTick()
  expect(load).toHaveBeenCalled()
  error.mockRestore()
})

/** The end of the module that Slidev makes of a slide's front matter. */
const module = (data: object, slide: object): string =>
  [
    `export const frontmatterData = ${JSON.stringify(data)}`,
    'export const frontmatter = import.meta.hot ? import.meta.hot.data.frontmatter : reactive(frontmatterData)',
    'export default frontmatter',
    'export const meta = shallowReactive({',
    '  slide: {',
    `    ...(${JSON.stringify(slide)}),`,
    '    frontmatter,',
    '    filepath: "",',
    '    start: 40,',
    '    id: 6,',
    '    no: 7,',
    '  },',
    '})',
  ].join('\n')

it('what every viewer loads of a slide has neither its notes nor what only lint and editor read', () => {
  const slide = { title: 'A $& title', frontmatterRaw: 'title: raw', note: '', noteHTML: '<p>Say "this".</p>' }
  const split = splitFrontmatter(module({ title: 'A $& title', section: 2, rests: 'a: b = 1' }, slide), '7')
  expect(split?.note).toBe('<p>Say "this".</p>')
  expect(split?.code).toContain('reactive({"title":"A $& title","section":2})')
  expect(split?.code).toContain('no: 7,')
  for (const word of ['Say', 'raw', 'rests']) expect(split?.code).not.toContain(word)
})

it('a module that Slidev makes in another way is refused', () => {
  expect(splitFrontmatter(module({}, { title: 'without notes' }), '7')).toBeUndefined()
  expect(splitFrontmatter('export const frontmatter = {}', '7')).toBeUndefined()
})

it('what Slidev keeps of a slide says what its front matter says, and has its notes once they are loaded', async () => {
  const frontmatter = { layout: 'cover', clicks: 3 }
  const load = () => Promise.resolve({ default: '<p>Notes</p>' })
  const meta = slideMeta(frontmatter, { no: 70, title: 'T' }, load)
  expect(meta).toMatchObject({
    layout: 'cover',
    clicks: 3,
    __preloaded: false,
    slide: { no: 70, title: 'T', noteHTML: '' },
  })
  frontmatter.layout = 'default'
  await nextTick()
  await nextTick()
  expect(meta).toMatchObject({ layout: 'default', slide: { noteHTML: '<p>Notes</p>', frontmatter } })
})
