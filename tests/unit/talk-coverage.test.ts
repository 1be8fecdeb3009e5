import { describe, expect, it } from 'vitest'
import { printed } from '../../tools/lint/deck.ts'
import { questionOf } from '../../tools/lint/rests.ts'
import { recordingsShown, sentences } from '../../tools/lint/sentences.ts'
import { clicksOf, marksOf } from '../support/clicks.ts'
import { readTalk } from '../support/talk.ts'

/** What the talk has to cover, in order: what is asked, the slide that asks it, and its section. */
const OUTLINE: [asked: string, alias: string, section: number][] = [
  ['Distinguishing regions of memory', 'address-space', 1],
  ["Why doesn't `Vec::new()` go to the allocator?", 'vec-new', 2],
  ['What is the `push` instruction?', 'push', 2],
  ['Why do we like the stack?', 'why-stack', 2],
  ['How does Rust allocate arguments to the function?', 'arguments', 2],
  ['How does Rust allocate variables created in the function but never returned?', 'never-returned', 2],
  ['How does Rust allocate variables created in the function and returned?', 'returned', 2],
  ['How do `Option<>` or `Result<>` affect structs?', 'option-result', 2],
  ['How are arrays allocated?', 'arrays', 2],
  ['Legal to pass an array as an argument?', 'array-argument', 2],
  ['How to trigger a heap allocation', 'box-new', 3],
  ['Where do collection types allocate memory?', 'collections', 3],
  ['Does a `Box<>` always allocate heap?', 'box-always', 3],
  ['Passing `Box<Trait>` vs. genericizing/monomorphization', 'dyn-or-generic', 3],
  ['Compiler stripping out allocations: the `Box<>` that disappears', 'box-vanishes', 4],
  ['Compiler stripping out allocations: `Vec::push()`', 'vec-push-vanishes', 4],
  ['When does Rust allocate?', 'summary', 5],
]

const {
  deck: { talk },
  recordingOf,
} = await readTalk()
const said = sentences(talk)

/** Text of a slide without marks of code, as a question is written in a title or in a headline. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/<\/?(?:code|em)>|`/g, '')
}

describe.each(OUTLINE)('%s', (asked, alias, section) => {
  const slides = questionOf(alias, talk)

  it('has a slide in its section that asks it', () => {
    const [first] = slides
    expect(first?.frontmatter.routeAlias).toBe(alias)
    const { page, slide, frontmatter } = first!
    const shown = page.text.slice(slide.content.start, slide.content.end)
    expect(plain(`${printed(frontmatter.title)}\n${shown}`)).toContain(plain(asked))
    for (const item of slides) expect(item.frontmatter.section).toBe(section)
  })

  it('shows a recording', () => {
    expect(slides.flatMap((item) => recordingsShown(item.slide.markup.tags))).not.toEqual([])
  })

  it('has notes and minutes on each of its slides', () => {
    expect(slides).not.toEqual([])
    for (const { frontmatter, slide } of slides) {
      expect(slide.note?.text.trim(), `notes of ${printed(frontmatter.title)}`).toBeTruthy()
      expect(frontmatter.minutes, `minutes of ${printed(frontmatter.title)}`).toBeGreaterThan(0)
    }
  })

  it('is answered on its last slide, and nowhere a placeholder', () => {
    for (const { frontmatter } of slides) expect(frontmatter.layout).not.toBe('planned')
    const last = slides.at(-1)!
    if (alias === 'summary') {
      const table = last.slide.markup.tags.find(({ name }) => name === 'SummaryTable')
      expect(recordingsShown(table ? [table] : []).length).toBeGreaterThanOrEqual(5)
      return
    }
    const answer = said.find(({ kind, item }) => kind === 'answer' && item === last)
    expect(answer?.text.split(' ').length ?? 0, 'words of the answer').toBeGreaterThanOrEqual(4)
  })
})

it('follows the outline’s order, a question’s slides together', () => {
  const numbers = OUTLINE.map(([, alias]) => questionOf(alias, talk).map(({ number }) => number))
  expect(numbers.flat()).toEqual(numbers.flat().toSorted((a, b) => a - b))
  for (const slides of numbers) expect(slides).toEqual(slides.map((_, i) => slides[0]! + i))
})

it('has no placeholder on any slide', () => {
  expect(talk.filter(({ frontmatter }) => frontmatter.layout === 'planned').map(({ title }) => title)).toEqual([])
})

it('closes sections 1 to 4 with three to six numbered rules', () => {
  for (const section of [1, 2, 3, 4]) {
    const rules = said.filter(({ kind, item }) => kind === 'rule' && item.frontmatter.section === section)
    // A rule that was taken away leaves a gap: the others keep the numbers by which they are cited.
    const formerly = printed(rules[0]?.item.frontmatter.formerly).split(/\s+/)
    const numbers = Array.from({ length: 12 }, (_, i) => i + 1).filter(
      (no) => !formerly.includes(`rule-${section}-${no}`),
    )
    expect(rules.map(({ no }) => no)).toEqual(numbers.slice(0, rules.length).map((no) => `${section}.${no}`))
    expect(rules.length).toBeGreaterThanOrEqual(3)
    expect(rules.length).toBeLessThanOrEqual(6)
    const last = talk.findLast(({ frontmatter }) => frontmatter.section === section)
    expect(rules[0]?.item).toBe(last)
  }
})

it('speaks of rules that there are', () => {
  const rules = said.filter(({ kind }) => kind === 'rule').map(({ no }) => no)
  const spoken = talk.flatMap(({ page, slide, frontmatter }) =>
    [
      ...`${page.text.slice(slide.content.start, slide.content.end)}${slide.note?.text ?? ''}`.matchAll(
        /\brule (\d+\.\d+)\b/gi,
      ),
    ].map(([, no]) => ({ no, slide: printed(frontmatter.routeAlias) })),
  )
  expect(spoken.length).toBeGreaterThan(3)
  expect(spoken.filter(({ no }) => !rules.includes(no))).toEqual([])
})

describe('notes mark each click that the slide has', () => {
  const known = talk.flatMap((item): [alias: string, clicks: number, marks: number][] => {
    const clicks = clicksOf(item, recordingOf)
    return clicks ? [[printed(item.frontmatter.routeAlias), clicks, marksOf(item)]] : []
  })
  it.each(known)('%s', (_, clicks, marks) => {
    expect(`${marks} [click] in the note`).toBe(`${clicks} [click] in the note`)
  })
})

describe('notes say what to say, which questions come up with their answers, and where to cut', () => {
  const all = talk.map((item) => [printed(item.frontmatter.routeAlias), item] as const)
  it.each(all)('%s', (_, { frontmatter, slide }) => {
    const note = slide.note?.text ?? ''
    expect.soft(note.split(/\s+/).length, 'words to say').toBeGreaterThanOrEqual(30)
    expect.soft(note, 'a question and its answer').toMatch(/\bAsked\s[“"][^”"]+[”"]: |\bIf somebody (?:asks|says) /)
    // Nothing of the appendix is shown unless somebody asks.
    if (frontmatter.appendix !== true) expect.soft(note, 'where to cut').toMatch(/^(?:To|Where to) cut: /m)
  })
})
