import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../../tools/browser.ts'
import { CANVAS, goTo, openDeck } from '../../tools/deck-page.ts'
import { exportDeck } from '../../tools/export-deck.ts'
import { contentOf, hasTextInForms, untagged } from '../../tools/pdf-artifacts.ts'
import { readOperations } from '../../tools/pdf-content.ts'
import { mutedFigures } from '../../tools/pdf-tags.ts'
import { PDF_KINDS, type PdfKind } from '../../tools/print-page.ts'
import { inkFaults, inkOf, type Ink } from '../support/ink.ts'
import { openPdf, pixelsOf } from '../support/pdf-text.ts'
import { shownWords, type Shown } from '../support/shown-words.ts'

const { url, slides } = inject('deck')

/** Pictures of slides are looked at in this size, px: a quarter of the canvas. */
const SMALL = { width: CANVAS.width / 4, height: CANVAS.height / 4 }
/** Where the slide is on a sheet of the handout: its margin and its width, as parts of the sheet's width. */
const ON_SHEET = { margin: 14 / 210, width: 182 / 210 }

/** A slide at a click on the screen. */
type State = Shown & { slide: number; clicks: number; ink: Ink }

/** A PDF as it was written, and as pdf.js reads it. */
type Written = { bytes: Uint8Array; pdf: PDFDocumentProxy }

/** Steps through the deck on the screen. */
async function walk(colorScheme: 'light' | 'dark'): Promise<State[]> {
  const browser = await launchBrowser()
  try {
    const scale = SMALL.width / CANVAS.width
    const page = await browser.newPage({
      viewport: CANVAS,
      deviceScaleFactor: scale,
      colorScheme,
      reducedMotion: 'reduce',
    })
    await openDeck(page, new URL('#/1', url).href)
    const states: State[] = []
    for (const { no, clicks: last } of slides) {
      for (let clicks = 0; clicks <= last; clicks++) {
        await goTo(page, { slide: no, clicks })
        const ink = inkOf(PNG.sync.read(await page.screenshot()))
        states.push({ slide: no, clicks, ink, ...(await shownWords(page)) })
      }
    }
    return states
  } finally {
    await browser.close()
  }
}

/** The part of a page's picture that is the slide, and the scale that makes it as large as the small picture. */
function placeOf(kind: PdfKind, pageWidth: number): { scale: number; frame: Parameters<typeof inkOf>[1] } {
  if (kind !== 'handout') return { scale: SMALL.width / pageWidth, frame: undefined }
  const scale = SMALL.width / (pageWidth * ON_SHEET.width)
  const margin = pageWidth * ON_SHEET.margin * scale
  return { scale, frame: { x: margin, y: margin, ...SMALL } }
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  let folder: string
  let states: State[]
  const written = new Map<PdfKind, Written>()

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deck-pages-'))
    states = await walk(scheme)
    const browser = await launchBrowser()
    for (const kind of PDF_KINDS) {
      const path = join(folder, `${kind}.pdf`)
      await exportDeck(browser, { url, kind, dark: scheme === 'dark', path })
      const bytes = await readFile(path)
      written.set(kind, { bytes, pdf: await openPdf(bytes) })
    }
    await browser.close()
  })
  afterAll(() => rm(folder, { recursive: true }))

  describe.each(PDF_KINDS)('each page of the %s PDF', (kind) => {
    const read = (): Written => {
      const found = written.get(kind)
      if (!found) throw new Error(`there is no PDF: ${kind}`)
      return found
    }
    /** What the pages show, in their order. */
    const pages = () =>
      kind === 'complete' ? states : states.filter(({ slide, clicks }) => clicks === (slides[slide - 1]?.clicks ?? 0))

    it('has about as much ink, in the same places, as the slide on the screen', async () => {
      const faults: string[] = []
      for (const [i, { slide, clicks, ink }] of pages().entries()) {
        const page = await read().pdf.getPage(i + 1)
        const { scale, frame } = placeOf(kind, page.getViewport({ scale: 1 }).width)
        const off = inkFaults(inkOf(await pixelsOf(read().pdf, page, scale), frame), ink)
        if (off.length > 0) faults.push(`page ${i + 1}, slide ${slide}, click ${clicks}: ${off.join('; ')}`)
      }
      expect(faults).toEqual([])
    })

    it('says letter by letter what the slide says', async () => {
      const faults: string[] = []
      for (const [i, { slide, clicks, words, characters }] of pages().entries()) {
        const { items } = await (await read().pdf.getPage(i + 1)).getTextContent()
        const text = items
          .map((item) => ('str' in item ? item.str : ''))
          .join('')
          .replaceAll(/\s/g, '')
        const place = `page ${i + 1}, slide ${slide}, click ${clicks}`
        for (const word of words) if (!text.includes(word)) faults.push(`${place} lacks “${word}”`)
        if (kind === 'handout') continue
        const strange = [...new Set(text)].filter((one) => one > '~' && !characters.includes(one))
        if (strange.length > 0) faults.push(`${place} says ${strange.join(' ')}, which is not on the slide`)
      }
      expect(faults).toEqual([])
    })

    it('has nothing that is neither tagged nor an artifact', async () => {
      const pdf = await PDFDocument.load(read().bytes)
      const faults = pdf.getPages().flatMap((page, i) => {
        const left = untagged(readOperations(contentOf(page))).length
        // Between two clicks some text is half seen, and drawn as a group of its own: its tags are not read here.
        if (kind !== 'complete' && hasTextInForms(page)) return [`page ${i + 1} shows text in a form`]
        return left > 0 ? [`page ${i + 1}: ${left}`] : []
      })
      expect(faults).toEqual([])
    })

    it('has no picture and no link that says nothing to those who do not see it', async () => {
      const pdf = await PDFDocument.load(read().bytes)
      expect(mutedFigures(pdf).length).toBe(0)
      const links = pdf.getPages().flatMap((page) => page.node.Annots()?.asArray() ?? [])
      const silent = links.filter((link) => !pdf.context.lookup(link, PDFDict).has(PDFName.of('Contents')))
      expect([links.length > 0, silent.length]).toEqual([true, 0])
    })
  })
})
