import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder } = inject('deck')
const openPage = useBrowser()
const undo: (() => Promise<void>)[] = []
afterAll(() => Promise.all(undo.map((step) => step())))

/** Opens a copy of the deck with every script's text changed by `tear`, as if recordings had been built in broken. */
async function openTorn(tear: (script: string) => string): Promise<Page> {
  const torn = await mkdtemp(join(tmpdir(), 'deck-torn-'))
  undo.push(() => rm(torn, { recursive: true }))
  // Browsers would get the compressed neighbours, which are whole.
  await cp(folder, torn, { recursive: true, filter: (path) => !path.endsWith('.gz') })
  const scripts = (await readdir(torn, { recursive: true })).filter((path) => path.endsWith('.js'))
  await Promise.all(
    scripts.map(async (script) => {
      const path = join(torn, script)
      await writeFile(path, tear(await readFile(path, 'utf8')))
    }),
  )
  const served = await serve(torn)
  undo.push(served.close)
  const { page } = await openPage()
  await openDeck(page, served.url)
  return page
}

const failures = (page: Page) => page.locator('.slidev-page:visible [role="alert"]').allInnerTexts()

describe('a recording without the build that a stage plays', () => {
  let page: Page
  beforeAll(async () => {
    page = await openTorn((script) => script.replaceAll('"threads":[{', '"threads":[],"torn":[{'))
  })

  it('leaves the reason in the stage’s place, and the rest of the slide as it is', async () => {
    await goTo(page, { slide: await slideOf(page, 'box-new-stage'), clicks: 0 })
    expect(await failures(page)).toEqual([expect.stringContaining('box-new has no steps of thread 0 in build "debug"')])
    expect(await page.locator('.slidev-page:visible h1').innerText()).not.toBe('')
  })
})

describe('a recording whose steps are torn', () => {
  let page: Page
  beforeAll(async () => {
    page = await openTorn((script) => script.replaceAll('"blocks":[', '"blogs":['))
  })

  it('is named, with what to do', async () => {
    await goTo(page, { slide: await slideOf(page, 'box-new-stage'), clicks: 0 })
    expect(await failures(page)).toEqual([
      expect.stringMatching(/the recording box-new is broken \(.+\)\. Record it again: npm run record -- box-new/),
    ])
  })
})
