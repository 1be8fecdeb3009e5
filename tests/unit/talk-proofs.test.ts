import { describe, expect, it } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import { figure } from '../../scene/figure.ts'
import { check, parsePredicates, type Predicate } from '../../scene/predicate.ts'
import { flips } from '../support/flip-figure.ts'
import { sentences } from '../../tools/lint/sentences.ts'
import { placeOf, readTalk } from '../support/talk.ts'

const { deck, claims, recordingOf } = await readTalk()
const cases = claims.map(({ sentence, predicate }): [where: string, predicate: Predicate] => [
  `${placeOf(sentence)} rests on ${predicate.text}`,
  predicate,
])

/** A predicate checked on a copy of its recording. */
function checkOn(copy: Recording, predicate: Predicate) {
  return check(predicate, (name) => (name === predicate.recording ? copy : recordingOf(name)))
}

it.each([
  ['rule', 19],
  ['answer', 20],
  ['observation', 16],
  ['row', 4],
] as const)('each %s claims something, and there are at least %i', (kind, least) => {
  const claiming = new Set(claims.filter(({ sentence }) => sentence.kind === kind).map(({ sentence }) => sentence.text))
  const said = sentences(deck.talk).filter((sentence) => sentence.kind === kind)
  expect(said.map(({ text }) => text).filter((text) => !claiming.has(text))).toEqual([])
  expect(said.length).toBeGreaterThanOrEqual(least)
})

/** Predicates on how often a whole run calls, in a sentence that names none of these calls. */
function baldTotals(all: readonly Predicate[]): string[] {
  const buildOf = ({ recording, of }: Predicate) => `${recording}: ${of.split('.')[0]}`
  const named = all.filter(({ of }) => /^\w+\.(calls\.(at|in)\.|callers$)/.test(of)).map(buildOf)
  return all
    .filter(({ of, comparison, expected }) => /^\w+\.calls$/.test(of) && comparison === '=' && expected !== 0)
    .filter((total) => !named.includes(buildOf(total)))
    .map(({ text }) => text)
}

describe('a total says that something called, and not what: the call is named beside it', () => {
  const on = (text: string) => baldTotals(parsePredicates(text).predicates)

  it('where a sentence rests on a number of calls, or on as many as in another build', () => {
    const text = 'own: release.calls = 1; release.call.1.size = 1024; debug.calls.at.Box::new( = 1'
    expect(on(text)).toEqual(['own: release.calls = 1'])
    expect(on('own: release.calls = debug.calls; debug.callers = none')).toEqual(['own: release.calls = debug.calls'])
    expect(on('own: release.calls = 1; release.calls.at.push( = 1')).toEqual([])
  })

  it('and not where nothing called', () => expect(on('own: debug.calls = 0; debug.frees = 2')).toEqual([]))

  const bySentence = Map.groupBy(claims, ({ sentence }) => sentence)
  const said = [...bySentence].map(
    ([sentence, own]) => [placeOf(sentence), own.map(({ predicate }) => predicate)] as const,
  )
  it.each(said)('%s', (_, predicates) => expect(baldTotals(predicates)).toEqual([]))
})

describe('the recordings bear out what the talk’s sentences rest on', () => {
  it.each(cases)('%s', (where, predicate) => {
    const { holds, recorded, claimed } = check(predicate, recordingOf)
    const both = `recorded ${recorded}, claimed ${predicate.comparison} ${claimed}`
    expect(holds, `${where}: ${both}`).toBe(true)
  })
})

describe('a copy of the recording with that figure flipped does not', () => {
  it.each(cases)('%s', (_, predicate) => {
    const recording = recordingOf(predicate.recording)!
    const before = structuredClone(recording)
    const recorded = figure(recording, predicate.of).value
    const { of } = predicate
    const flipped = flips(recording, of).filter((copy) => figure(copy, of).value !== recorded)
    const verdicts = flipped.map((copy) => checkOn(copy, predicate).holds)
    expect(verdicts, 'a copy in which the predicate no longer holds').toContain(false)
    if (predicate.comparison === '=') expect(verdicts, 'none is equal still').not.toContain(true)
    expect(recording, 'the recording itself is as it was').toEqual(before)
  })
})
