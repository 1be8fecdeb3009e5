import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** Opens the deck with every script's text changed by `tear`, as if recordings had been built in broken. */
async function openTorn(tear: (script: string) => string): Promise<Page> {
  const { page } = await openPage()
  await page.route('**/*.js', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: tear(await response.text()) })
  })
  await openDeck(page, url)
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
    expect(await failures(page)).toEqual([expect.stringMatching(/the recording box-new is broken \(.+\)\. Record it again: npm run record -- box-new/)])
  })
})
