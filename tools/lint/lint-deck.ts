import { readDeck, type Rule } from './deck.ts'
import { byPlace, type Finding } from './finding.ts'
import { checkForeignUrls } from './foreign-urls.ts'
import { checkSnippetImports, checkSources } from './inclusions.ts'
import { checkLinks } from './links.ts'
import { checkComponents, checkLayouts } from './names.ts'
import { checkProps } from './props.ts'
import { checkRecordings } from './recordings.ts'
import { checkRests } from './rests.ts'
import { checkAliases } from './routes.ts'
import { checkMinutes, checkNotes, checkTitles } from './talk.ts'
import { checkTraps } from './traps.ts'
import { checkFacts, checkTypedNumbers } from './typed-numbers.ts'

const RULES: Rule[] = [
  checkSources,
  checkSnippetImports,
  checkComponents,
  checkProps,
  checkLayouts,
  checkAliases,
  checkLinks,
  checkTypedNumbers,
  checkFacts,
  checkRecordings,
  checkRests,
  checkMinutes,
  checkTitles,
  checkNotes,
  checkTraps,
  checkForeignUrls,
]

/**
 * Everything that is wrong with the deck below `root`, in the order of files and lines; empty when
 * all is well.
 * @throws when there is no `slides.md`.
 */
export async function lintDeck(root: string): Promise<Finding[]> {
  const deck = await readDeck(root)
  return RULES.flatMap((rule) => rule(deck)).sort(byPlace)
}
