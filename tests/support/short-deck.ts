import { join } from 'node:path'
import { inject } from 'vitest'
import { buildDeck } from '../../tools/slidev.ts'
import { madeOnce } from './made-once.ts'

/**
 * Gives the folder of a deck of the 25-minute path without the presenter view, which is built once in a run of the
 * tests: the two options have nothing to do with one another, and a build takes long.
 */
export function shortDeckWithoutPresenter(): Promise<string> {
  return madeOnce('short-deck', async () => {
    const out = join(inject('deck').work, 'short-without-presenter')
    await buildDeck({ out, path: 'short', withoutPresenter: true })
    return out
  })
}
