import type { Page } from 'playwright-core'
import { readAliases } from '../../tools/deck-page.ts'

/** The number of the slide with an alias. Throws where no slide has it. */
export async function slideOf(page: Page, alias: string): Promise<number> {
  const no = (await readAliases(page)).get(alias)
  if (no === undefined) throw new Error(`no slide has the alias ${alias}`)
  return no
}
