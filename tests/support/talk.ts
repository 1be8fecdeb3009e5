import { join } from 'node:path'
import type { Recording } from '../../recorder/schema.ts'
import { type Predicate, parsePredicates } from '../../scene/predicate.ts'
import { type Deck, printed, readDeck } from '../../tools/lint/deck.ts'
import { readRecordings } from '../../tools/lint/recordings.ts'
import { type Sentence, sentences } from '../../tools/lint/sentences.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A predicate with the sentence that rests on it. */
export type Claim = { sentence: Sentence; predicate: Predicate }

/** The project's own talk: its deck, what it claims, and the recordings that it claims it of. */
export type Talk = { deck: Deck; claims: Claim[]; recordingOf: (name: string) => Recording | undefined }

/** Reads the talk as it stands in `slides.md`, `pages/` and `recordings/`. */
export async function readTalk(): Promise<Talk> {
  const deck = await readDeck(ROOT)
  const { recordings } = readRecordings(ROOT)
  const claims = sentences(deck.talk).flatMap((sentence) =>
    parsePredicates(sentence.rests?.text ?? '').predicates.map((predicate) => ({ sentence, predicate })),
  )
  return { deck, claims, recordingOf: (name) => recordings.get(name) }
}

/** Where a claim stands, for a message: `pages/2-stack.md:12 (vec-new-proof) "sentence"`. */
export function placeOf({ item, start, no, text }: Sentence): string {
  const alias = no ?? printed(item.frontmatter.routeAlias)
  return `${item.page.file}:${item.page.places.at(start).line} (${alias}) "${text}"`
}
