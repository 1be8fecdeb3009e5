import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Pixels } from './ink.ts'

/** Opens a PDF from its bytes. */
export function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  // Some readers of files give a view that the parser may not take over.
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
}

/** The words on a page, from 1, in the order in which they are written. */
export async function readText(pdf: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await pdf.getPage(number)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

/** The words on all pages, in their order. */
export async function readWhole(pdf: PDFDocumentProxy): Promise<string> {
  const pages = Array.from({ length: pdf.numPages }, (_, i) => readText(pdf, i + 1))
  return (await Promise.all(pages)).join(' ')
}

/** Letters and digits only, to compare texts whatever their spacing and quotation marks. */
export const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** A page as it is painted. */
export async function pixelsOf(pdf: PDFDocumentProxy, page: PDFPageProxy, scale: number): Promise<Pixels> {
  const viewport = page.getViewport({ scale })
  const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)]
  // In Node pdf.js paints by @napi-rs/canvas, which comes with it.
  const factory = pdf.canvasFactory as {
    create: (width: number, height: number) => { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D }
  }
  const { canvas, context } = factory.create(width, height)
  await page.render({ canvas, canvasContext: context, viewport }).promise
  return { width, height, data: context.getImageData(0, 0, width, height).data }
}
