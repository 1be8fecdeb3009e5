import { parseTimeString } from '@slidev/parser/utils'
import { isOnPath, type TalkPath } from '../../embed/talk-path.ts'
import { type Deck, findingAt, findingAtKey, printed, type TalkSlide } from './deck.ts'
import type { Finding } from './finding.ts'

const CLICK = /\[click(?::(\d+))?\]/gi

/** Slides without minutes, and durations in the headmatter that are not their sum: of all, and of the short path. */
export function checkMinutes(deck: Deck): Finding[] {
  const findings = deck.talk.flatMap(({ frontmatter, page, slide }) => {
    const { minutes } = frontmatter
    if (typeof minutes === 'number' && minutes >= 0) return []
    const found = minutes === undefined ? 'This slide has no minutes' : `"${printed(minutes)}" is no number of minutes`
    return [findingAtKey(page, slide, 'minutes', 'minutes', `${found}: add "minutes: 1.5" to its front matter.`)]
  })
  const short = deck.talk.some(({ frontmatter }) => frontmatter.short === true)
  return [
    ...findings,
    ...checkDuration(deck, 'full', 'duration'),
    ...(short ? checkDuration(deck, 'short', 'shortDuration') : []),
  ]
}

/** Minutes that a path through the talk takes: its slides outside the appendix. */
export function minutesOf(talk: readonly TalkSlide[], path: TalkPath): { slides: number; minutes: number } {
  const counted = talk.filter(({ frontmatter }) => frontmatter.appendix !== true && isOnPath(frontmatter, path))
  const minutes = counted.reduce((total, { frontmatter: { minutes } }) => {
    return total + (typeof minutes === 'number' ? minutes : 0)
  }, 0)
  return { slides: counted.length, minutes }
}

function checkDuration(
  { headmatter, talk, pages }: Deck,
  path: TalkPath,
  key: 'duration' | 'shortDuration',
): Finding[] {
  const entry = pages.find(({ file }) => file === 'slides.md')
  const head = entry?.slides[0]
  if (!entry || !head) return []
  const finding = (message: string) => [findingAtKey(entry, head, key, 'minutes', message)]
  const { slides, minutes: sum } = minutesOf(talk, path)
  const duration = headmatter[key]
  if (typeof duration !== 'string' && typeof duration !== 'number') {
    return finding(`The headmatter states no total: add "${key}: ${sum}min".`)
  }
  let stated: number
  try {
    stated = parseTimeString(duration).seconds / 60
  } catch {
    return finding(`"${duration}" is no duration: write "${key}: ${sum}min".`)
  }
  if (Math.abs(stated - sum) < 1e-9) return []
  return finding(`${key} is ${stated} min, but the ${slides} slides outside the appendix take ${sum} min.`)
}

/** Slides without a title: the table of contents, the outline and a screen reader have none to say. */
export function checkTitles(deck: Deck): Finding[] {
  return deck.talk
    .filter(({ title }) => !title?.trim())
    .map(({ page, slide }) =>
      findingAtKey(
        page,
        slide,
        'title',
        'title',
        'This slide has no title: add a heading, or title: in its front matter.',
      ),
    )
}

/** Slides that show a recording need words for the speaker, click by click. */
export function checkNotes(deck: Deck): Finding[] {
  return deck.talk.flatMap((item) => {
    const { page, slide } = item
    const placed = slide.markup.tags.find(({ attributes }) => attributes.some(({ name }) => /^recordings?$/.test(name)))
    if (!placed) return []
    if (!slide.note?.text.trim()) {
      return [
        findingAt(page, placed.start, 'notes', 'This slide shows a recording and has no note: end it with <!-- … -->.'),
      ]
    }
    return checkClicks(item)
  })
}

function checkClicks({ frontmatter, page, slide }: TalkSlide): Finding[] {
  const { clicks } = frontmatter
  if (typeof clicks !== 'number' || !slide.note) return []
  const marks = [...slide.note.text.matchAll(CLICK)]
  const marked = marks.reduce((total, [, several]) => total + Number(several ?? 1), 0)
  if (marked === clicks) return []
  return [
    findingAt(
      page,
      slide.note.start,
      'notes',
      `The note marks ${marked} clicks with [click], the slide has ${clicks}.`,
    ),
  ]
}
