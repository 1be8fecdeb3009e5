import type { Browser, Page } from 'playwright-core'
import { CANVAS, openDeck, readAddresses, settle } from './deck-page.ts'
import { watchPage } from './page-watch.ts'
import { useStaticFonts } from './print-fonts.ts'
import { layOutHandout } from './print-notes.ts'

/** A slide as the print page shows it. */
export interface PrintedSlide {
  title: string
  /** How deep its title is nested, from 1. */
  level: number
  /** Its first page, from 0. */
  page: number
}

/** A printed deck, before its outline and metadata are added. */
export interface Printed {
  pdf: Uint8Array
  pages: number
  slides: PrintedSlide[]
  /** What the headmatter says of the talk. */
  about: { title: string; author: string; info: string; keywords: string[] }
  /** What the page complained of while it was laid out: console errors and warnings, failed requests. */
  complaints: string[]
}

/** The PDFs that there are. */
export const PDF_KINDS = ['handout', 'slides', 'complete'] as const

/** One of `PDF_KINDS`. */
export type PdfKind = (typeof PDF_KINDS)[number]

/** What to print. */
export interface PrintOptions {
  /** The address of a built deck. */
  url: string
  /**
   * `slides`: a page of the canvas' size for each slide as it ends; `complete`: one for each click; `handout`: a sheet
   * of A4 for each slide, with what the speaker says.
   */
  kind: PdfKind
  dark: boolean
}

/**
 * Makes links between slides work on paper: every link to a slide, by number or by alias, is pointed at that
 * slide's first page. Slidev's own print page leaves them dead (`#2`) or leads them to the server.
 * Throws when a link leads to a slide that is not there.
 */
async function linkPages(page: Page): Promise<void> {
  await page.evaluate(() => {
    const navigation = window.deckNavigation
    const base = new URL(document.baseURI).pathname.replace(/print$/, '')
    const numbers = new Map(
      navigation?.slides.flatMap(({ no, meta }) => {
        const alias = meta.slide.frontmatter.routeAlias
        return [[String(no), no], ...(alias ? [[alias, no]] : [])] as [string, number][]
      }),
    )
    const first = (no: number) =>
      document.querySelector(`[id^="${String(no).padStart(3, '0')}-"].print-slide-container`)
    for (const link of document.querySelectorAll('.print-slide-container a[href]')) {
      const written = link.getAttribute('href') ?? ''
      const target = new URL(written, location.href)
      if (target.origin !== location.origin) continue
      const path = written.startsWith('#') ? written.slice(1).replace(/^\//, '') : target.pathname.slice(base.length)
      const no = numbers.get(decodeURIComponent(path.replace(/\?.*/, '')))
      const container = no === undefined ? null : first(no)
      if (!container) throw new Error(`the link “${link.textContent.trim()}” leads to “${written}”, which is no slide`)
      link.setAttribute('href', `#${container.id}`)
    }
  })
}

/** Reads what the outline and the metadata need from the laid-out print page. */
function readPrintPage(page: Page): Promise<Pick<Printed, 'pages' | 'slides' | 'about'>> {
  return page.evaluate(() => {
    const containers = [...document.querySelectorAll('.print-slide-container')]
    const numbers = containers.map((container) => Number(container.id.split('-')[0]))
    const { slides = [] } = window.deckNavigation ?? {}
    const { title = '', author = '', info = '', keywords = '' } = window.deckConfiguration ?? {}
    // Slidev turns the headmatter's info from Markdown into HTML.
    const description = document.createElement('div')
    description.innerHTML = info
    return {
      pages: containers.length,
      slides: slides.map(({ no, meta }) => ({
        // The title is Markdown.
        title: (meta.slide.title ?? '').replaceAll(/[`*]/g, ''),
        level: meta.slide.level ?? 1,
        page: numbers.indexOf(no),
      })),
      about: {
        title,
        author,
        info: description.textContent.trim(),
        keywords: (Array.isArray(keywords) ? keywords : keywords.split(',')).map((word) => word.trim()).filter(Boolean),
      },
    }
  })
}

/** Prints a built deck to a tagged PDF. */
export async function printDeck(browser: Browser, { url, kind, dark }: PrintOptions): Promise<Printed> {
  const page = await browser.newPage({ viewport: CANVAS, colorScheme: dark ? 'dark' : 'light' })
  try {
    const complaints = watchPage(page)
    // Slidev's print page is made for the screen's styles.
    await page.emulateMedia({ media: 'screen', colorScheme: dark ? 'dark' : 'light' })
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.print(kind === 'complete'))
    await page.waitForSelector('.print-slide-container')
    await settle(page)
    await linkPages(page)
    // Slidev asks for a break after every slide; after the last one it would make an empty page.
    await page.addStyleTag({ content: '.print-slide-container:last-child { break-after: auto !important }' })
    await useStaticFonts(page)
    const laidOut = await readPrintPage(page)
    if (kind === 'handout') await layOutHandout(page, CANVAS.width)
    await settle(page)
    const pdf = await page.pdf({
      ...(kind === 'handout' ? { format: 'A4' } : { width: `${CANVAS.width}px`, height: `${CANVAS.height}px` }),
      margin: { top: 0, right: 0, bottom: 0, left: 0 },
      printBackground: true,
      preferCSSPageSize: true,
      tagged: true,
    })
    return { pdf, ...laidOut, complaints: [...complaints] }
  } finally {
    await page.close()
  }
}
