import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { TERMS } from '../../companion/terms.ts'
import { readTalk } from '../support/talk.ts'

const ASKS = /\b(?:asks?|asked|asking)\b/i
/** People ask: a note's questions and a slide's; `black_box` asks the optimiser. */
const PEOPLE =
  /\bAsked (?:[“"]|for the answer\b)|\bwith “Asked”|\bsomebody asks\b|\bslide asks\b|\bquestions?\b|\boptimiser\b/
/** A class, a property and a diagram's class of that name. */
const NAMES = /\bclass="ask"|(?<=<[A-Z]\w*) ask(?= )|:::asks\b/g

/** The sentences of a text in which code or a type asks: for memory, the allocator, or at all. */
function asking(text: string): string[] {
  return text
    .replace(NAMES, '')
    .split(/(?<=[.!?;])\s+|\n/)
    .filter((sentence) => ASKS.test(sentence) && !PEOPLE.test(sentence))
}

describe('code allocates: it does not ask', async () => {
  const { deck } = await readTalk()

  it('finds where it does, and leaves to people what is theirs', () => {
    const found = ['Debug asks for 8 bytes.', 'The kernel is asked.', 'A clone asks.', 'Nothing was asked for.']
    expect(found.flatMap(asking)).toEqual(found)
    const people = 'Asked "is it?": no.\nIf somebody asks, yes.\n<div class="ask">\n<HeatMap ask recording="a" />'
    expect(asking(people)).toEqual([])
  })

  it('on slides and in notes', () => {
    const pages = new Set(deck.talk.map(({ page }) => page))
    expect([...pages].flatMap(({ file, text }) => asking(text).map((sentence) => `${file}: ${sentence}`))).toEqual([])
  })

  it('in the terms of the index', () => {
    expect(TERMS.flatMap(({ means }) => asking(means))).toEqual([])
  })

  it('in what is said of the programs', () => {
    const folder = join(import.meta.dirname, '../../snippets')
    const heads = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8').match(/^\/\/! .*/gm) ?? [])
    expect(heads.flat().flatMap(asking)).toEqual([])
  })
})
