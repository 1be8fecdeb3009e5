import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formatFindings } from '../../tools/lint/finding.ts'
import { lintDeck } from '../../tools/lint/lint-deck.ts'

it('finds nothing in this deck', async () => {
  expect(formatFindings(await lintDeck(join(import.meta.dirname, '../..')))).toBe('')
})
