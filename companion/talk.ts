import { isOnPath, type TalkPath } from '../embed/talk-path.ts'
import { printed, readDeck, type TalkSlide } from '../tools/lint/deck.ts'
import { recordingsShown, sentences } from '../tools/lint/sentences.ts'
import type { Tag } from '../tools/lint/markup.ts'
import { promiseLevel, ruleLevel, type ClaimLevel } from '../scene/claim-mark.ts'
import type { SlideEntry } from '../scene/contents.ts'
import { claimAddresses, ruleAddress, type ClaimKind } from './addresses.ts'

/** A sentence of a slide that can be cited. */
export type Claim = {
  /** Its address: `rule-2-1`, `vec-new-proof-observed`. */
  id: string
  kind: 'rule' | ClaimKind
  /** What its mark says; an answer has none. */
  level?: ClaimLevel
  /** Rules only: `2.1`, and the alias of the slide that proves it. */
  no?: string
  proof?: string
}

/** A slide as the companion needs it. */
export type CompanionSlide = SlideEntry & {
  kicker: string
  /** Addresses that it had: they lead to it for ever. */
  formerly: string[]
  /** The Markdown below the front matter, without the speaker's note. */
  markdown: string
  /** The speaker's note as Markdown, click marks included; empty where there is none. */
  note: string
  /** Names of the recordings that it shows, each once, in their order. */
  recordings: string[]
  /** Names of the components that it places. */
  components: string[]
  claims: Claim[]
}

/** The talk as the companion needs it. */
export type CompanionTalk = {
  title: string
  /** What it is about, from the headmatter. */
  info: string
  slides: CompanionSlide[]
}

/** Reads the talk below `root`, or those of its slides that are on a path. */
export async function readCompanionTalk(root: string, path: TalkPath = 'full'): Promise<CompanionTalk> {
  const deck = await readDeck(root)
  return {
    title: printed(deck.headmatter.title),
    info: printed(deck.headmatter.info).replace(/\s+/g, ' ').trim(),
    slides: deck.talk.filter(({ frontmatter }) => isOnPath(frontmatter, path)).map(companionSlide),
  }
}

function companionSlide(item: TalkSlide, index: number): CompanionSlide {
  const number = index + 1
  const { frontmatter, title = '', page, slide } = item
  const alias = printed(frontmatter.routeAlias) || String(number)
  const { tags } = slide.markup
  const end = slide.note ? slide.note.start : slide.content.end
  return {
    no: number,
    alias,
    title,
    section: typeof frontmatter.section === 'number' ? frontmatter.section : 0,
    continues: frontmatter.continues === undefined ? undefined : printed(frontmatter.continues),
    appendix: frontmatter.appendix === true,
    kicker: printed(frontmatter.kicker),
    formerly: printed(frontmatter.formerly).split(/\s+/).filter(Boolean),
    markdown: page.text.slice(slide.content.start, end).trim(),
    note: slide.note?.text.trim() ?? '',
    recordings: [...new Set(recordingsShown(tags))],
    components: [...new Set(tags.filter(({ component }) => component).map(({ name }) => name))],
    claims: [...rulesOf(item), ...marksOf(alias, item)],
  }
}

function rulesOf(item: TalkSlide): Claim[] {
  const { tags } = item.slide.markup
  return sentences([item])
    .filter(({ kind }) => kind === 'rule')
    .map(({ no = '', proof, start }) => {
      const tag = tags.find((one) => one.start === start)
      return {
        id: ruleAddress(no),
        kind: 'rule',
        level: ruleLevel({ promised: tag && has(tag, 'promised'), nothing: tag && has(tag, 'nothing') }),
        no,
        proof,
      }
    })
}

const has = (tag: Tag, attribute: string): boolean => tag.attributes.some(({ name }) => name === attribute)

/** What a slide answers, promises and observes, in the order of its page. */
function marksOf(alias: string, item: TalkSlide): Claim[] {
  const addresses = claimAddresses(alias)
  const answers = sentences([item]).flatMap(({ kind }): Claim[] =>
    kind === 'answer' ? [{ id: addresses(kind), kind }] : [],
  )
  const marks = item.slide.markup.tags.flatMap((tag): Claim[] => {
    if (tag.name === 'Guaranteed') {
      return [{ id: addresses('promised'), kind: 'promised', level: promiseLevel(has(tag, 'nothing')) }]
    }
    return tag.name === 'Observed' ? [{ id: addresses('observed'), kind: 'observed', level: 'recorded' }] : []
  })
  return [...answers, ...marks]
}
