import { figure } from '../../scene/figure.ts'
import { check, type Fault, parsePredicates, unclaimedNumbers } from '../../scene/predicate.ts'
import { type Deck, findingAt, findingAtKey, printed, type TalkSlide } from './deck.ts'
import type { Finding } from './finding.ts'
import { hint } from './hint.ts'
import { readRecordings } from './recordings.ts'
import type { Recordings } from './references.ts'
import { recordingsShown, type Sentence, sentences } from './sentences.ts'

/**
 * Rules, answers and recorded sentences that name no predicates, predicates that cannot be read or ask for what was not
 * recorded, numbers in words that none of them claims, and rules whose proof is no slide, or shows
 * neither a recording that they rest on nor a promise with its source. Whether a predicate holds is the tests'
 * business.
 */
export function checkRests(deck: Deck): Finding[] {
  const { recordings } = readRecordings(deck.root)
  return sentences(deck.talk).flatMap((sentence) => {
    const { rests } = sentence
    if (!rests?.text.trim()) return [missing(sentence, deck.talk, recordings)]
    const { predicates, faults } = parsePredicates(rests.text)
    const refusals = predicates.flatMap((predicate) => {
      try {
        check(predicate, (name) => recordings.get(name))
        return []
      } catch (error) {
        return [{ start: predicate.start, message: error instanceof Error ? error.message : String(error) }]
      }
    })
    const unclaimed = unclaimedNumbers(sentence.text, predicates).map((word) => ({
      start: 0,
      message: `The sentence says "${word}", and no predicate claims that number`,
    }))
    const unshown = checkProof(
      sentence,
      predicates.map(({ recording }) => recording),
      deck.talk,
    )
    return [...faults, ...refusals, ...unclaimed, ...unshown].map(({ start, message }) =>
      at(sentence, start, message.replace(/[^.?]$/, '$&.')),
    )
  })
}

function missing(
  { kind, item, start, text, proof }: Sentence,
  talk: readonly TalkSlide[],
  recordings: Recordings,
): Finding {
  const slides = proof === undefined ? [item] : [...questionOf(proof, talk), item]
  const example = `"${examplePredicate(slides, recordings)}"`
  const where = kind === 'answer' ? `rests: ${example} in the front matter` : `rests=${example}`
  return findingAt(
    item.page,
    start,
    'rests',
    `"${text}" names no predicate that it rests on: add for example ${where}.`,
  )
}

/** A predicate that holds, of the first recording that `slides` show and that was run. */
function examplePredicate(slides: readonly TalkSlide[], recordings: Recordings): string {
  for (const name of slides.flatMap(({ slide }) => recordingsShown(slide.markup.tags))) {
    const recording = recordings.get(name)
    const [build] = Object.entries(recording?.builds ?? {}).find(([, { run }]) => run) ?? []
    if (recording && build !== undefined)
      return `${name}: ${build}.calls = ${figure(recording, `${build}.calls`).value}`
  }
  return 'vec-new: debug.calls = 0'
}

function at({ item, rests }: Sentence, offset: number, message: string): Finding {
  if (rests?.start === undefined) return findingAtKey(item.page, item.slide, 'rests', 'rests', message)
  return findingAt(item.page, rests.start + offset, 'rests', message)
}

function checkProof({ proof }: Sentence, named: string[], talk: readonly TalkSlide[]): Fault[] {
  if (proof === undefined) return []
  const slides = questionOf(proof, talk)
  if (slides.length === 0) {
    const aliases = talk.flatMap(({ frontmatter }) => frontmatter.routeAlias ?? []).map(printed)
    return [{ start: 0, message: `No slide has routeAlias "${proof}", which is to prove this.${hint(proof, aliases)}` }]
  }
  const tags = slides.flatMap(({ slide }) => slide.markup.tags)
  const shown = recordingsShown(tags)
  const promised = tags.some(({ name }) => name === 'Guaranteed')
  if (promised || named.length === 0 || named.some((name) => shown.includes(name))) return []
  return [{ start: 0, message: `The proof "${proof}" shows none of ${[...new Set(named)].join(', ')} and no promise` }]
}

/** The slides of the question that the slide `alias` belongs to: itself, and what continues or is continued. */
export function questionOf(alias: string, talk: readonly TalkSlide[]): TalkSlide[] {
  const own = talk.find(({ frontmatter }) => frontmatter.routeAlias === alias)
  const asked = own?.frontmatter.continues ?? alias
  return talk.filter(({ frontmatter }) => frontmatter.routeAlias === asked || frontmatter.continues === asked)
}
