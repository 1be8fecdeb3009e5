import type { Page } from 'playwright-core'
import { openDeck, settle } from '../../tools/deck-page.ts'

/** A view of the deck, or something that lies over one. */
export interface DeckView {
  name: string
  /** Shows it in a page and waits until it is there. */
  open: (page: Page, url: string) => Promise<void>
  /** A selector of what it holds of slides that are judged by themselves. */
  judgedElsewhere?: string
}

/** A view's address. It is not asked of the deck's page, which leads a narrow window to the reading view. */
const addressOf = (url: string, view: string | number): string => `${url}#/${view}`

/** Ms without a change after which a view is taken for complete. */
const QUIET = 150

/** Waits until all slides that a view shows in small are loaded: they come one by one, also after a pause. */
async function waitForSlides(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.slidev-slide-loading') === null)
}

/** Opens a view that shows no current slide to wait for, and waits until nothing comes any more. */
async function openPage(page: Page, url: string, view: string, shown: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(addressOf(url, view))
  await page.locator(shown).first().waitFor({ state: 'attached' })
  await waitForSlides(page)
  await page.evaluate(
    (quiet) =>
      new Promise<void>((resolve) => {
        const isComplete = () => {
          observer.disconnect()
          resolve()
        }
        let timer = setTimeout(isComplete, quiet)
        const observer = new MutationObserver(() => {
          clearTimeout(timer)
          timer = setTimeout(isComplete, quiet)
        })
        observer.observe(document.body, { subtree: true, childList: true })
      }),
    QUIET,
  )
}

/** Opens the presenter view at a slide and waits until the notes are there. */
export async function openPresenter(page: Page, url: string, slide: number): Promise<void> {
  await openDeck(page, addressOf(url, `presenter/${slide}`))
  await page.locator('.grid-section.note .slidev-note').filter({ hasText: /\w/ }).waitFor()
  await settle(page)
}

/** Waits until the controls over a slide have come, which are behind the first view. */
export async function waitForControls(page: Page): Promise<void> {
  await page.locator('nav[aria-label="Deck controls"]').waitFor({ state: 'attached' })
}

/** Opens a slide and presses one of the controls over it, as a keyboard does. */
async function openControl(page: Page, url: string, slide: number, title: string): Promise<void> {
  await openDeck(page, addressOf(url, slide))
  await page.locator(`nav [title="${title}"]`).focus()
  await page.keyboard.press('Enter')
}

/** The overview that lies over a slide. */
export async function openOverview(page: Page, url: string, slide: number): Promise<void> {
  await openDeck(page, addressOf(url, slide))
  await page.keyboard.press('o')
  await page.locator('.overview-card:focus').waitFor()
  await waitForSlides(page)
  await settle(page)
}

/** Slidev's views, and what lies over them, each at a slide where that makes a difference. */
export function deckViews(slides: { no: number; clicks: number }[]): DeckView[] {
  const stepped = slides.find(({ clicks }) => clicks > 3)?.no ?? 1
  const last = slides.at(-1)?.no ?? 1
  // Of all slides in small, two remain: the others differ by their content alone.
  const judgedElsewhere = `[data-slidev-no]:not([data-slidev-no="1"], [data-slidev-no="${stepped}"]) > *`
  return [
    ...[1, stepped, last].map((slide) => ({
      name: `the presenter view of slide ${slide}`,
      open: (page: Page, url: string) => openPresenter(page, url, slide),
    })),
    {
      name: 'the overview over a slide',
      open: (page, url) => openOverview(page, url, stepped),
      judgedElsewhere,
    },
    {
      name: 'the page of all slides',
      open: (page, url) => openPage(page, url, 'overview', '.overview-slide-block:last-child .slidev-layout'),
      judgedElsewhere,
    },
    { name: 'the list of views', open: (page, url) => openPage(page, url, 'entry', '.page-link') },
    {
      name: 'an address that leads nowhere',
      open: async (page, url) => {
        await openDeck(page, addressOf(url, 'no/such/page'))
        await page.getByRole('alert').filter({ hasText: '“no/such/page”' }).waitFor()
      },
    },
    { name: 'the notes view', open: (page, url) => openPage(page, url, 'notes', '.slidev-note') },
    {
      name: 'the notes view’s help',
      open: async (page, url) => {
        await openPage(page, url, 'notes', '.slidev-note')
        await page.getByRole('button', { name: 'Help' }).click()
        await page.getByRole('dialog', { name: 'Help' }).waitFor()
      },
    },
    {
      name: 'the dialog that goes to a slide',
      open: async (page, url) => {
        await openDeck(page, addressOf(url, stepped))
        await page.keyboard.press('g')
        await page.locator('#slidev-goto-input').fill('box')
        await page.getByRole('option').first().waitFor()
        await settle(page)
      },
    },
    {
      name: 'the controls over a slide',
      open: async (page, url) => {
        await openDeck(page, addressOf(url, stepped))
        await page.locator('nav .slidev-icon-btn').first().focus()
        await settle(page)
      },
    },
    {
      name: 'the dialog that cites',
      open: async (page, url) => {
        await openControl(page, url, stepped, 'Cite this slide')
        await page.getByRole('dialog').waitFor()
      },
    },
    {
      name: 'what is said of the talk',
      open: async (page, url) => {
        await openControl(page, url, stepped, 'Show info')
        await page.getByRole('dialog', { name: 'About the talk' }).waitFor()
      },
    },
    ...['More Options', 'Change sync settings'].map((title) => ({
      name: `the menu “${title}”`,
      open: async (page: Page, url: string) => {
        await openControl(page, url, stepped, title)
        await page.locator(`nav [title="${title}"][aria-expanded=true]`).waitFor()
        await settle(page)
      },
    })),
  ]
}
