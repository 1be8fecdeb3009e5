import { describe, expect, it } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import { figure } from '../../scene/figure.ts'
import { check, type Predicate } from '../../scene/predicate.ts'
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
