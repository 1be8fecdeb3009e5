import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { openDeck, press, readAddresses, readDeck, settle, tap } from '../../tools/deck-page.ts'
import { openOverview, openPresenter, waitForControls } from '../support/deck-views.ts'
import { unseen, walkByTab } from '../support/focus-walk.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const STEPPED = slides.find(({ clicks }) => clicks > 3)?.no ?? 1

/** What has the focus, by its title or label. */
const focused = (page: Page): Promise<string | null> =>
  page.evaluate(
    () => document.activeElement?.getAttribute('title') ?? document.activeElement?.getAttribute('aria-label') ?? null,
  )

it('Tab reaches every control of the presenter view, and shows where it is', async () => {
  const { page } = await openPage()
  await openPresenter(page, url, STEPPED)
  const stops = await walkByTab(page)
  const names = stops.map(({ name }) => name)
  expect(names).toEqual(
    expect.arrayContaining([
      'separator Width of the notes',
      'separator Height of the notes',
      'button Slides',
      'button Screen Mirror',
      'slider Click',
      'group What is said',
      'button Increase font size',
      'button Decrease font size',
      'button Go to previous slide',
      'button Go to next slide',
      'button Show slide overview',
      'button Play Mode',
      'button Change sync settings',
      'button More Options',
      'a Read this slide',
      'a Index',
      'button Cite this slide',
      'button Start t',
    ]),
  )
  expect(unseen(stops)).toEqual([])
})

it('keys of the presenter view do what the pointer does', async () => {
  const { page } = await openPage()
  await openPresenter(page, url, STEPPED)
  await page.getByRole('slider', { name: 'Click' }).focus()
  await tap(page, 'ArrowRight')
  await expect.poll(async () => (await readDeck(page)).clicks).toBe(1)
  await tap(page, 'ArrowLeft')
  await expect.poll(async () => (await readDeck(page)).clicks).toBe(0)

  const notes = page.locator('.grid-section.note')
  const width = async () => Math.round((await notes.boundingBox())?.width ?? 0)
  const before = await width()
  await page.getByRole('separator', { name: 'Width of the notes' }).focus()
  await tap(page, 'ArrowLeft')
  await expect.poll(width).toBe(before + 20)

  // Notes that have the focus scroll, and turn no page.
  await page.evaluate(() =>
    document
      .querySelector('.grid-section.note .slidev-note')
      ?.append(...Array.from({ length: 60 }, () => document.createElement('br'))),
  )
  await page.getByRole('group', { name: 'What is said' }).focus()
  await tap(page, 'PageDown')
  await expect
    .poll(() => page.locator('.grid-section.note .slidev-note').evaluate((note) => note.scrollTop))
    .toBeGreaterThan(0)
  expect(await readDeck(page)).toMatchObject({ slide: STEPPED, clicks: 0 })
})

it('Tab reaches the controls over a slide, which are seen then, and Escape gives the keys back to the deck', async () => {
  const { page } = await openPage()
  await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  await waitForControls(page)
  const stops = await walkByTab(page)
  expect(stops.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'button Go to next slide',
      'button Show slide overview',
      'button Presenter Mode',
      'button Show info',
      'button Change sync settings',
      'button More Options',
      'button Cite this slide',
    ]),
  )
  expect(unseen(stops)).toEqual([])

  await page.locator('nav [title="Go to next slide"]').focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readDeck(page)).clicks).toBe(1)
  await page.keyboard.press('Escape')
  expect(await focused(page)).toBeNull()
  await press(page, 'forward')
  expect(await readDeck(page)).toMatchObject({ slide: STEPPED, clicks: 2 })
})

it('a menu is walked through by Tab, chosen from by Enter and left by Escape', async () => {
  const { page } = await openPage()
  await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  const button = page.locator('nav [title="Change sync settings"]')
  await button.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('button', { name: 'Receive Only' }).getAttribute('aria-pressed')).toBe('true')
  await page.keyboard.press('Escape')
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false')
})

it('the overview over a slide is walked by arrows and by Tab, and nothing behind it is', async () => {
  const { page } = await openPage()
  await openOverview(page, url, STEPPED)
  const card = (no: number) => expect.stringMatching(new RegExp(`^${no}: `))
  await expect.poll(() => focused(page)).toEqual(card(STEPPED))
  await tap(page, 'ArrowRight')
  expect(await focused(page)).toEqual(card(STEPPED + 1))
  await page.keyboard.press('Tab')
  expect(await focused(page)).toEqual(card(STEPPED + 2))
  const stops = await walkByTab(page)
  expect(stops.map(({ name }) => name)).toEqual([
    ...slides.slice(STEPPED + 2).map(({ no }) => expect.stringMatching(new RegExp(`^button ${no}: `))),
    'button Close',
    'a Slides Overview',
  ])
  expect(unseen(stops)).toEqual([])

  await page.locator(`[data-overview-no="${STEPPED + 1}"]`).focus()
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readDeck(page)).slide).toBe(STEPPED + 1)
  await press(page, 'backward')
  expect((await readDeck(page)).slide).toBe(STEPPED)
})

it.each(['Escape', 'o'])('%s leaves the overview, and the keys turn pages again', async (key) => {
  const { page } = await openPage()
  await openOverview(page, url, STEPPED)
  await page.keyboard.press(key)
  await page.locator('.overview-card').first().waitFor({ state: 'detached' })
  expect(await page.locator('[inert]:not(#slidev-goto-dialog)').count()).toBe(0)
  await press(page, 'forward')
  expect(await readDeck(page)).toMatchObject({ slide: STEPPED, clicks: 1 })
})

it('Enter on the overview’s own buttons presses them', async () => {
  const { page } = await openPage()
  await openOverview(page, url, STEPPED)
  await page.getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Overview' }).waitFor({ state: 'detached' })
  expect((await readDeck(page)).slide).toBe(STEPPED)
})

it('what is said of the talk has the focus while it is shown, and gives it back', async () => {
  const { page } = await openPage()
  await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  await page.locator('nav [title="Go to next slide"]').focus()
  // By keyboard, so that the focus is one that is seen.
  while ((await focused(page)) !== 'Show info') await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'About the talk' })
  await dialog.waitFor()
  await expect.poll(() => focused(page)).toBe('About the talk')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await focused(page)).toBe('Show info')
})

it('the dialog that goes to a slide says which one the arrows chose', async () => {
  const { page } = await openPage()
  await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  await page.keyboard.press('g')
  const field = page.getByRole('combobox')
  await field.fill('box')
  await page.keyboard.press('ArrowDown')
  const chosen = page.getByRole('option', { selected: true })
  expect(await page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true')
  expect(await field.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
  await page.keyboard.press('Escape')
  expect(await page.locator('#slidev-goto-dialog[inert]').count()).toBe(1)
})

it('the dialog that goes to a slide knows its short address, and stays and says so where no slide has what was typed', async () => {
  const { page } = await openPage()
  await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  await page.keyboard.press('g')
  const field = page.getByRole('combobox')
  const said = page.locator('#slidev-goto-dialog').getByRole('status')
  await field.fill('qqqq')
  expect(await said.innerText()).toBe('No slide has this in its number, title or address.')
  await page.keyboard.press('Enter')
  expect(await page.locator('#slidev-goto-dialog[inert]').count()).toBe(0)
  await field.fill('vec-new')
  expect(await said.innerText()).toBe('')
  await page.keyboard.press('Enter')
  await settle(page)
  expect((await readDeck(page)).slide).toBe(await slideOf(page, 'vec-new'))
})

it('a dialog that is asked for before the controls are there opens, has the focus and closes', async () => {
  const { page, complaints } = await openPage()
  await page.goto(`${url}#/${STEPPED}`)
  await page.locator('#page-root main:visible').first().waitFor()
  await page.keyboard.press('g')
  await page.locator('#slidev-goto-input:focus').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('#slidev-goto-dialog[inert]').count()).toBe(1)
  await waitForControls(page)
  expect(complaints).toEqual([])
})

it('slides keep their keys where the dialogs cannot be fetched', async () => {
  const { page, complaints } = await openPage()
  await page.route('**/assets/slidev/Controls-*.js', (route) => route.abort())
  await openDeck(page, `${url}#/${STEPPED}`)
  await page.keyboard.press('g')
  await expect
    .poll(() => complaints.some((complaint) => complaint.includes('controls could not be fetched')))
    .toBe(true)
  await settle(page)
  await press(page, 'forward')
  expect(await readDeck(page)).toMatchObject({ slide: STEPPED, clicks: 1 })
})
