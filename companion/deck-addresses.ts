import type { Plugin } from 'vite'
import type { TalkPath } from '../embed/talk-path.ts'
import { editionOf } from './edition.ts'
import { readCompanionTalk } from './talk.ts'

/** Modules for the slides: what their addresses lead to, and what a citation says. */
const ADDRESSES = 'virtual:deck-addresses'
const CITING = 'virtual:deck-citing'

/**
 * Vite plugin for the slides: `virtual:deck-addresses` says on which slide each section's rules stand and where
 * addresses went that a slide had formerly; `virtual:deck-citing` gives the edition, and each slide's programs.
 */
export function deckAddresses(root: string, path: TalkPath): Plugin {
  return {
    name: 'deck-addresses',
    resolveId: (id) => (id === ADDRESSES || id === CITING ? `\0${id}` : undefined),
    async load(id) {
      if (id !== `\0${ADDRESSES}` && id !== `\0${CITING}`) return undefined
      const { title, slides } = await readCompanionTalk(root, path)
      if (id === `\0${CITING}`) {
        const programs = slides
          .filter(({ recordings }) => recordings.length > 0)
          .map(({ alias, recordings }) => [alias, recordings])
        return `export const edition = ${JSON.stringify(await editionOf(root, title))}
export const programs = ${JSON.stringify(Object.fromEntries(programs))}`
      }
      const rules = slides
        .filter(({ claims }) => claims.some(({ kind }) => kind === 'rule'))
        .map(({ alias, section }) => [section, alias])
      const moved = slides.flatMap(({ alias, formerly }) => formerly.map((old) => [old, alias]))
      return `export const rules = ${JSON.stringify(Object.fromEntries(rules))}
export const moved = ${JSON.stringify(Object.fromEntries(moved))}`
    },
  }
}
