import type { Plugin } from 'vite'
import { CONTROLS } from './controls.ts'
import { DIALOGS } from './dialogs.ts'
import { FIRST_LOAD } from './first-load.ts'
import { replaced, type Mend } from './mend.ts'
import { MOTION, STILL } from './motion.ts'
import { NOTES } from './notes.ts'
import { OVERVIEW } from './overview.ts'
import { PRESENTER } from './presenter.ts'
import { SMALL_VIEWS } from './small-views.ts'
import { SYNC } from './sync.ts'
import { TITLES } from './titles.ts'

/**
 * What Slidev 53’s own views lack for keyboards, screen readers, viewers who want less motion or have a slow network,
 * and speakers in a hurry.
 */
export const MENDS: readonly Mend[] = [
  ...CONTROLS,
  ...DIALOGS,
  ...FIRST_LOAD,
  ...MOTION,
  ...NOTES,
  ...OVERVIEW,
  ...PRESENTER,
  ...SMALL_VIEWS,
  ...STILL,
  ...SYNC,
  ...TITLES,
]

/** What the paths of Slidev's files hold before what a mend calls them. */
const PACKAGES = /^.*\/@slidev\/(?:client\/|(?=theme-default\/))/

/**
 * A file of Slidev's client or theme with its mends, and as it was where it has none.
 * @param file the file's path, as its mends have it.
 * @throws when text that a mend changes is no longer in the file.
 */
export function mended(file: string, source: string): string {
  return MENDS.filter((mend) => mend.file === file).reduce(
    (text, { from, to }) => replaced(file, text, from, to),
    source,
  )
}

/** Vite plugin: mends the markup of Slidev's own views, which no style sheet can. */
export function mendSlidev(): Plugin {
  return {
    name: 'mend-slidev',
    enforce: 'pre',
    transform(code, id) {
      // The dev server tells versions of a file apart by a query; others name a part of the file.
      const path = id.replaceAll('\\', '/').replace(/\?[vt]=\w+$/, '')
      if (!PACKAGES.test(path) || path.includes('?')) return undefined
      const text = mended(path.replace(PACKAGES, ''), code)
      return text === code ? undefined : { code: text, map: null }
    },
  }
}
