import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

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
