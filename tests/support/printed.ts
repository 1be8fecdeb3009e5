import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { inject } from 'vitest'
import { launchBrowser } from '../../tools/browser.ts'
import { exportDeck } from '../../tools/export-deck.ts'
import { PDF_KINDS, type PdfKind } from '../../tools/print-page.ts'
import { madeOnce } from './made-once.ts'
import { openPdf } from './pdf-text.ts'

/** The schemes that a deck is printed in. */
export type Scheme = 'light' | 'dark'

/** A PDF as it was written, and as pdf.js reads it. */
export interface PrintedPdf {
  bytes: Uint8Array
  pdf: PDFDocumentProxy
  /** What the deck complained of while it was printed (see `watchPage`). */
  complaints: string[]
}

/** Gives the deck's PDFs in a scheme, which are printed once in a run of the tests. */
export async function readPrinted(scheme: Scheme): Promise<Record<PdfKind, PrintedPdf>> {
  const written = await madeOnce(`printed-${scheme}`, async () => {
    const { url, work } = inject('deck')
    const browser = await launchBrowser()
    try {
      const exported: { kind: PdfKind; path: string; complaints: string[] }[] = []
      for (const kind of PDF_KINDS) {
        const path = join(work, `${kind}-${scheme}.pdf`)
        exported.push({ kind, ...(await exportDeck(browser, { url, kind, dark: scheme === 'dark', path })) })
      }
      return exported
    } finally {
      await browser.close()
    }
  })
  const readKind = async (kind: PdfKind): Promise<PrintedPdf> => {
    const found = written.find((one) => one.kind === kind)
    if (!found) throw new Error(`no PDF was printed: ${kind}`)
    const bytes = await readFile(found.path)
    return { bytes, pdf: await openPdf(bytes), complaints: found.complaints }
  }
  const [handout, slides, complete] = await Promise.all([readKind('handout'), readKind('slides'), readKind('complete')])
  return { handout, slides, complete }
}
