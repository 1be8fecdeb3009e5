import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { countUntagged } from '../../tools/pdf-artifacts.ts'
import { mutedFigures } from '../../tools/pdf-tags.ts'
import { PDF_KINDS, type PdfKind } from '../../tools/print-page.ts'
import { walkDeck } from '../support/deck-walks.ts'
import { inkFaults, inkOf } from '../support/ink.ts'
import { pixelsOf } from '../support/pdf-text.ts'
import { type PrintedPdf, readPrinted } from '../support/printed.ts'
import { SMALL } from '../support/shown-ink.ts'
import type { Visit } from '../support/walk.ts'
import { useBrowser } from '../support/watched-page.ts'

const openPage = useBrowser()

/** Where the slide is on a sheet of the handout: its margin and its width, as parts of the sheet's width. */
const ON_SHEET = { margin: 14 / 210, width: 182 / 210 }

/** The part of a page's picture that is the slide, and the scale that makes it as large as the small picture. */
function placeOf(kind: PdfKind, pageWidth: number): { scale: number; frame: Parameters<typeof inkOf>[1] } {
  if (kind !== 'handout') return { scale: SMALL.width / pageWidth, frame: undefined }
  const scale = SMALL.width / (pageWidth * ON_SHEET.width)
  const margin = pageWidth * ON_SHEET.margin * scale
  return { scale, frame: { x: margin, y: margin, ...SMALL } }
}

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  let states: Visit[]
  let printed: Record<PdfKind, PrintedPdf>

  beforeAll(async () => {
    ;[{ visits: states }, printed] = await Promise.all([walkDeck(scheme, openPage), readPrinted(scheme)])
  })

  describe.each(PDF_KINDS)('each page of the %s PDF', (kind) => {
    /** The PDF's objects. */
    let objects: PDFDocument
    beforeAll(async () => {
      objects = await PDFDocument.load(printed[kind].bytes)
    })

    /** What the pages show, in their order. */
    const pages = () => (kind === 'complete' ? states : states.filter(({ isLast }) => isLast))

    it('has about as much ink, in the same places, as the slide on the screen', async () => {
      const faults: string[] = []
      for (const [i, { slide, clicks, found }] of pages().entries()) {
        const page = await printed[kind].pdf.getPage(i + 1)
        const { scale, frame } = placeOf(kind, page.getViewport({ scale: 1 }).width)
        const off = inkFaults(
          inkOf(await pixelsOf(printed[kind].pdf, page, scale), frame),
          (found.ink ?? []).map(Number),
        )
        if (off.length > 0) faults.push(`page ${i + 1}, slide ${slide}, click ${clicks}: ${off.join('; ')}`)
      }
      expect(faults).toEqual([])
    })

    it('says letter by letter what the slide says', async () => {
      const faults: string[] = []
      for (const [i, { slide, clicks, found }] of pages().entries()) {
        const { items } = await (await printed[kind].pdf.getPage(i + 1)).getTextContent()
        const text = items
          .map((item) => ('str' in item ? item.str : ''))
          .join('')
          .replaceAll(/\s/g, '')
        const place = `page ${i + 1}, slide ${slide}, click ${clicks}`
        for (const word of found.words ?? []) if (!text.includes(word)) faults.push(`${place} lacks “${word}”`)
        if (kind === 'handout') continue
        const strange = [...new Set(text)].filter((one) => one > '~' && !found.characters?.[0]?.includes(one))
        if (strange.length > 0) faults.push(`${place} says ${strange.join(' ')}, which is not on the slide`)
      }
      expect(faults).toEqual([])
    })

    it('has nothing that is neither tagged nor an artifact', () => {
      const faults = objects.getPages().flatMap((page, i) => {
        const left = countUntagged(page)
        return left > 0 ? [`page ${i + 1}: ${left}`] : []
      })
      expect(faults).toEqual([])
    })

    it('has no picture and no link that says nothing to those who do not see it', () => {
      expect(mutedFigures(objects).length).toBe(0)
      const links = objects.getPages().flatMap((page) => page.node.Annots()?.asArray() ?? [])
      const silent = links.filter((link) => !objects.context.lookup(link, PDFDict).has(PDFName.of('Contents')))
      expect([links.length > 0, silent.length]).toEqual([true, 0])
    })
  })
})
