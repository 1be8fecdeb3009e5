import { expect, it } from 'vitest'
import { findings, place } from '../fixtures/lint/findings.ts'

const at = (text: string) => place('rests', 'slides.md', text)

it('rules, answers, recorded sentences and rows rest on predicates that can be read, were recorded, and claim each number in words', async () => {
  const found = await findings('rests', 'rests')
  expect(found).toEqual([
    expect.stringContaining(`${at('rests: |')} "debug.calls" compares nothing: write "vec-new: debug.calls = 0".`),
    expect.stringContaining(`${at('rests: |')} The sentence says "one", and no predicate claims that number.`),
    expect.stringContaining(`${at('# It makes')} "It makes no calls" names no predicate that it rests on`),
    expect.stringContaining(`${at('<Rule no="1.1"')} "Nothing is asked for." names no predicate`),
    expect.stringContaining(`${at('vec-newer:')} There is no recording "vec-newer".`),
    expect.stringContaining(`${at('vec-new: debug.speed')} vec-new has no figure "debug.speed".`),
    expect.stringContaining(`${at('debug.calls = 0">Of')} "debug.calls = 0" names no recording`),
    expect.stringContaining(
      `${at('vec-new: debug.calls = rax')} "vec-new: debug.calls = rax" compares number 0 with string rax.`,
    ),
    expect.stringContaining(
      `${at('vec-new: debug.calls = 0">Its')} The proof "in-short" shows none of vec-new and no promise.`,
    ),
    expect.stringContaining(
      `${at('vec-new: debug.calls >= 0')} No slide has routeAlias "state", which is to prove this. Did you mean stated?`,
    ),
    expect.stringMatching(
      new RegExp(
        `^${at('<Rule no="1.8"')} "It grew\\." names no predicate .* add for example rests="vec-grown: release\\.calls = 1"\\.$`,
      ),
    ),
    expect.stringContaining(
      `${at('<Observed>The vector')} "The vector was empty." names no predicate that it rests on: add for example rests="vec-new: debug.calls = 0".`,
    ),
    expect.stringContaining(
      `${at('vec-new: debug.calls = 0">It never')} The sentence says "once", and no predicate claims that number.`,
    ),
    expect.stringContaining(
      `${at('# It grows all the time')} "It grows all the time" names no predicate that it rests on: add for example rests: "vec-grown: release.calls = 1" in the front matter.`,
    ),
  ])
})
