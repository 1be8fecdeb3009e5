import { expect, it } from 'vitest'
import { fixture } from '../fixtures/lint/findings.ts'
import { lintDeck } from '../../tools/lint/lint-deck.ts'

it('finds nothing in a deck that uses all that the rules look at', async () => {
  expect(await lintDeck(fixture('sound'))).toEqual([])
})

it('says what is missing where there is no deck', async () => {
  await expect(lintDeck(fixture('numbers/components'))).rejects.toThrow(/No slides\.md/)
})
