import type { Browser, Page } from 'playwright-core'
import { CANVAS, openDeck, readAddresses, settle } from './deck-page.ts'
import { watchPage } from './page-watch.ts'

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
  about: { title: string, author: string, info: string, keywords: string[] }
  /** What the page complained of while it was laid out: console errors and warnings, failed requests. */
  complaints: string[]
}

/** What to print. */
export interface PrintOptions {
  /** The address of a built deck. */
  url: string
  /** A page for each click instead of one for each slide. */
  everyClick: boolean
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
    const numbers = new Map(navigation?.slides.flatMap(({ no, meta }) => {
      const alias = meta.slide.frontmatter.routeAlias
      return [[String(no), no], ...alias ? [[alias, no]] : []] as [string, number][]
    }))
    const first = (no: number) => document.querySelector(`[id^="${String(no).padStart(3, '0')}-"].print-slide-container`)
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
    const numbers = containers.map(container => Number(container.id.split('-')[0]))
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
        keywords: (Array.isArray(keywords) ? keywords : keywords.split(',')).map(word => word.trim()).filter(Boolean),
      },
    }
  })
}

/** Prints a built deck to a tagged PDF of the canvas' size. */
export async function printDeck(browser: Browser, { url, everyClick, dark }: PrintOptions): Promise<Printed> {
  const page = await browser.newPage({ viewport: CANVAS, colorScheme: dark ? 'dark' : 'light' })
  try {
    const complaints = watchPage(page)
    // Slidev's print page is made for the screen's styles.
    await page.emulateMedia({ media: 'screen', colorScheme: dark ? 'dark' : 'light' })
    const addresses = await readAddresses(page, url)
    await openDeck(page, addresses.print(everyClick))
    await page.waitForSelector('.print-slide-container')
    await settle(page)
    await linkPages(page)
    // Slidev asks for a break after every slide; after the last one it would make an empty page.
    // Mermaid leaves the place in which it measures behind the last slide.
    await page.addStyleTag({
      content: '.print-slide-container:last-child { break-after: auto !important }'
        + '#mermaid-rendering-container { display: none }',
    })
    const laidOut = await readPrintPage(page)
    const pdf = await page.pdf({
      width: `${CANVAS.width}px`,
      height: `${CANVAS.height}px`,
      margin: { top: 0, right: 0, bottom: 0, left: 0 },
      printBackground: true,
      preferCSSPageSize: true,
      tagged: true,
    })
    return { pdf, ...laidOut, complaints: [...complaints] }
  }
  finally {
    await page.close()
  }
}
