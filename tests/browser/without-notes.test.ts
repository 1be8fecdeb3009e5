import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { isOnPath } from '../../embed/talk-path.ts'
import { openDeck, readAddresses } from '../../tools/deck-page.ts'
import { exportPdfs, pdfName } from '../../tools/export-deck.ts'
import { exportSubtitles } from '../../tools/export-subtitles.ts'
import { serve } from '../../tools/serve.ts'
import { buildDeck } from '../../tools/slidev.ts'
import { waitForControls } from '../support/deck-views.ts'
import { plainSentences } from '../support/notes.ts'
import { letters, openPdf, readWhole } from '../support/pdf-text.ts'
import { shortDeckWithoutPresenter } from '../support/short-deck.ts'
import { readTalk } from '../support/talk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder: withNotes } = inject('deck')
const openPage = useBrowser()
const { deck } = await readTalk()
const sentencesOf = (slides: typeof deck.talk) =>
  slides.flatMap(({ slide: { note } }) => plainSentences(note?.text ?? ''))
const said = sentencesOf(deck.talk)

let folder: string
let withoutPresenter: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'without-notes-'))
  await buildDeck({ out: folder, withoutNotes: true })
  withoutPresenter = await shortDeckWithoutPresenter()
})
afterAll(() => rm(folder, { recursive: true }))

/** What is said in some text file of a folder. */
async function saidIn(built: string): Promise<string[]> {
  const entries = await readdir(built, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /\.(?:js|html|json|txt|css|webmanifest)$/.test(entry.name))
  const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')))
  return said.filter((sentence) => texts.some((text) => text.includes(sentence)))
}

it('notes are in a build, so that looking for them finds them', async () => {
  expect((await saidIn(withNotes)).length).toBeGreaterThan(0.9 * said.length)
})

it('--without-notes leaves nothing of what is said in any file', async () => {
  expect(await saidIn(folder)).toEqual([])
})

it('the presenter view of such a build has no notes and complains of nothing', async () => {
  const served = await serve(folder)
  try {
    const { page, complaints } = await openPage()
    const addresses = await readAddresses(page, served.url)
    await openDeck(page, addresses.view('presenter/5'))
    expect(await page.locator('.grid-section.note').innerText()).toMatch(
      /^\s*No notes\.\s*Increase font size\s*Decrease font size\s*$/,
    )
    expect(complaints).toEqual([])
  } finally {
    await served.close()
  }
})

it('no PDF of such a build has anything of what is said: the handout, which otherwise has it all', async () => {
  const out = await mkdtemp(join(tmpdir(), 'without-notes-pdf-'))
  try {
    await exportPdfs({ deck: folder, out, dark: false, path: 'full', kinds: ['handout'] })
    const pdf = await openPdf(await readFile(join(out, pdfName('handout', { dark: false, path: 'full' }))))
    const text = letters(await readWhole(pdf))
    expect(text.includes(letters('Understanding Allocations'))).toBe(true)
    expect(said.filter((sentence) => text.includes(letters(sentence)))).toEqual([])
    expect(await exportSubtitles(folder, join(out, 'subtitles.vtt'))).toBe(0)
  } finally {
    await rm(out, { recursive: true })
  }
})

it('--without-presenter leaves out the presenter view and what leads there, and keeps what is said for readers', async () => {
  const served = await serve(withoutPresenter)
  try {
    const { page, complaints } = await openPage()
    await openDeck(page, `${served.url}#/vec-new`)
    await waitForControls(page)
    expect(await page.getByRole('button', { name: 'Presenter Mode' }).count()).toBe(0)
    expect(await page.evaluate(() => document.querySelectorAll('.slidev-icon-btn').length)).toBeGreaterThan(3)
    await page.goto('about:blank')
    await page.goto(`${served.url}#/presenter/5`)
    await page.getByRole('alert').filter({ hasText: 'There is no slide “presenter/5”' }).waitFor()
    expect(await page.locator('.slidev-presenter').count()).toBe(0)
    const short = sentencesOf(deck.talk.filter(({ frontmatter }) => isOnPath(frontmatter, 'short')))
    expect((await saidIn(withoutPresenter)).length).toBeGreaterThan(0.9 * short.length)
    expect(complaints).toEqual([])
  } finally {
    await served.close()
  }
})
