import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { Browser } from 'playwright-core'
import type { TalkPath } from '../embed/talk-path.ts'
import { launchBrowser } from './browser.ts'
import { markArtifacts } from './pdf-artifacts.ts'
import { addOutline } from './pdf-outline.ts'
import { describeLinks, openFigures } from './pdf-tags.ts'
import { PDF_KINDS, printDeck } from './print-page.ts'
import type { PdfKind, PrintOptions } from './print-page.ts'
import { serve } from './serve.ts'

const fileName = (path: TalkPath, rest: string): string =>
  `understanding-allocations-${path === 'full' ? '' : `${path}-`}${rest}`

/** The file name of a PDF of the deck, or of one of its shorter talks. */
export const pdfName = (kind: PdfKind, { dark, path }: { dark: boolean; path: TalkPath }): string =>
  fileName(path, `${kind}${dark ? '-dark' : ''}.pdf`)

/** The file name of the deck's subtitles, or of those of one of its shorter talks. */
export const subtitlesName = (path: TalkPath): string => fileName(path, 'subtitles.vtt')

/** What `exportDeck` wrote. */
export interface Exported {
  path: string
  pages: number
  bytes: number
  /** What the deck complained of while it was printed, see `watchPage`; empty when all is well. */
  complaints: string[]
}

/**
 * Prints a built deck to a PDF file: tagged, with an outline of the slides' titles, links between slides that
 * work, and the headmatter's title, author, description and keywords.
 * Throws when pages are missing.
 */
export async function exportDeck(browser: Browser, options: PrintOptions & { path: string }): Promise<Exported> {
  const printed = await printDeck(browser, options)
  const pdf = await PDFDocument.load(printed.pdf)
  if (pdf.getPageCount() !== printed.pages) {
    throw new Error(`${printed.pages} pages were laid out, ${pdf.getPageCount()} were printed`)
  }
  markArtifacts(pdf)
  openFigures(pdf)
  describeLinks(pdf, (page) => printed.slides.findLast((slide) => slide.page <= page)?.title)
  const { title, author, info, keywords } = printed.about
  pdf.setCreator('Slidev')
  if (title) pdf.setTitle(title, { showInWindowTitleBar: true })
  if (author) pdf.setAuthor(author)
  if (info) pdf.setSubject(info)
  if (keywords.length > 0) pdf.setKeywords(keywords)
  addOutline(
    pdf,
    printed.slides.filter((slide) => slide.title !== ''),
  )
  const bytes = await pdf.save()
  await mkdir(dirname(options.path), { recursive: true })
  await writeFile(options.path, bytes)
  return { path: options.path, pages: printed.pages, bytes: bytes.length, complaints: printed.complaints }
}

/**
 * Serves a built deck and prints all its PDFs into a folder; `onKind` hears which one is under way.
 * Throws when no browser can be had or pages are missing.
 */
export async function exportPdfs({
  deck,
  out,
  dark,
  path,
  kinds = PDF_KINDS,
  onKind,
}: {
  deck: string
  out: string
  dark: boolean
  /** The slides that were built. */
  path: TalkPath
  kinds?: readonly PdfKind[]
  onKind?: (kind: PdfKind) => void
}): Promise<Exported[]> {
  return onServedDeck(deck, async (browser, url) => {
    const written: Exported[] = []
    for (const kind of kinds) {
      onKind?.(kind)
      written.push(await exportDeck(browser, { url, kind, dark, path: join(out, pdfName(kind, { dark, path })) }))
    }
    return written
  })
}

/** Serves a built deck and starts a browser while something is done with both. */
export async function onServedDeck<T>(deck: string, act: (browser: Browser, url: string) => Promise<T>): Promise<T> {
  const browser = await launchBrowser()
  try {
    const served = await serve(deck)
    try {
      return await act(browser, served.url)
    } finally {
      await served.close()
    }
  } finally {
    await browser.close()
  }
}
