import { parseTimeString } from '@slidev/parser/utils'
import { type Deck, findingAt, findingAtKey, printed, type TalkSlide } from './deck.ts'
import type { Finding } from './finding.ts'

const CLICK = /\[click(?::(\d+))?\]/gi

/** Slides without minutes, and a `duration` in the headmatter that is not their sum. */
export function checkMinutes(deck: Deck): Finding[] {
  const findings = deck.talk.flatMap(({ frontmatter, page, slide }) => {
    const { minutes } = frontmatter
    if (typeof minutes === 'number' && minutes >= 0) return []
    const found = minutes === undefined
      ? 'This slide has no minutes'
      : `"${printed(minutes)}" is no number of minutes`
    return [findingAtKey(page, slide, 'minutes', 'minutes', `${found}: add "minutes: 1.5" to its front matter.`)]
  })
  return [...findings, ...checkDuration(deck)]
}

function checkDuration({ headmatter, talk, pages }: Deck): Finding[] {
  const entry = pages.find(({ file }) => file === 'slides.md')
  const head = entry?.slides[0]
  if (!entry || !head) return []
  const finding = (message: string) => [findingAtKey(entry, head, 'duration', 'minutes', message)]
  const counted = talk.filter(({ frontmatter }) => frontmatter.appendix !== true)
  const sum = counted.reduce((total, { frontmatter: { minutes } }) => {
    return total + (typeof minutes === 'number' ? minutes : 0)
  }, 0)
  const { duration } = headmatter
  if (typeof duration !== 'string' && typeof duration !== 'number') {
    return finding(`The headmatter states no total: add "duration: ${sum}min".`)
  }
  let stated: number
  try {
    stated = parseTimeString(duration).seconds / 60
  } catch {
    return finding(`"${duration}" is no duration: write "duration: ${sum}min".`)
  }
  if (Math.abs(stated - sum) < 1e-9) return []
  return finding(`duration is ${stated} min, but the ${counted.length} slides outside the appendix take ${sum} min.`)
}

/** Slides without a title: the table of contents, the outline and a screen reader have none to say. */
export function checkTitles(deck: Deck): Finding[] {
  return deck.talk
    .filter(({ title }) => !title?.trim())
    .map(({ page, slide }) =>
      findingAtKey(page, slide, 'title', 'title',
        'This slide has no title: add a heading, or title: in its front matter.'),
    )
}

/** Slides that show a recording need words for the speaker, click by click. */
export function checkNotes(deck: Deck): Finding[] {
  return deck.talk.flatMap((item) => {
    const { page, slide } = item
    const placed = slide.markup.tags.find(({ attributes }) =>
      attributes.some(({ name }) => /^recordings?$/.test(name)),
    )
    if (!placed) return []
    if (!slide.note?.text.trim()) {
      return [
        findingAt(page, placed.start, 'notes',
          'This slide shows a recording and has no note: end it with <!-- … -->.'),
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
    findingAt(page, slide.note.start, 'notes',
      `The note marks ${marked} clicks with [click], the slide has ${clicks}.`),
  ]
}
