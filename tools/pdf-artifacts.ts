import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream, PDFStream } from 'pdf-lib'
import type { PDFDocument, PDFPage } from 'pdf-lib'
import { readOperations } from './pdf-content.ts'
import type { Operation } from './pdf-content.ts'

const PATH = new Set(['m', 're'])
const PAINT = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's'])
const SHOW = new Set(['Tj', 'TJ', "'", '"'])
const ALONE = new Set(['Do', 'sh'])

/** A stretch of a content stream, by its bytes. */
interface Stretch {
  start: number
  end: number
}

/**
 * What of a content stream is painted although it belongs to no tag: neither to a part of the document's structure nor
 * to an artifact.
 */
export function untagged(operations: Operation[]): Stretch[] {
  const found: Stretch[] = []
  let depth = 0
  let path: number | undefined
  let shown: Stretch | undefined
  for (const { operator, start, end } of operations) {
    if (PATH.has(operator)) path ??= start
    if (depth === 0) {
      if (PAINT.has(operator)) found.push({ start: path ?? start, end })
      if (ALONE.has(operator)) found.push({ start, end })
      if (SHOW.has(operator)) shown = { start: shown?.start ?? start, end }
    }
    if (PAINT.has(operator) || operator === 'n') path = undefined
    if (operator === 'BDC' || operator === 'BMC') depth++
    if (operator === 'EMC') depth--
    if (shown && (operator === 'ET' || operator === 'BDC' || operator === 'BMC')) {
      found.push(shown)
      shown = undefined
    }
  }
  return found
}

/** The bytes of a page's content. */
export function contentOf(page: PDFPage): Uint8Array {
  const contents = page.node.Contents()
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((one) => page.node.context.lookup(one)) : [contents]
  return Buffer.concat(
    streams.flatMap((stream) => {
      if (!(stream instanceof PDFStream)) return []
      const bytes = stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()
      return [Buffer.from(bytes), Buffer.from('\n')]
    }),
  )
}

/**
 * Marks as an artifact all that Chromium paints without a tag: what is hidden from screen readers, such as the
 * cover's stage, grounds and rules. PDF/UA wants everything to be one or the other.
 */
export function markArtifacts(pdf: PDFDocument): void {
  for (const page of pdf.getPages()) {
    const content = contentOf(page)
    const pieces: Uint8Array[] = []
    let at = 0
    for (const { start, end } of untagged(readOperations(content))) {
      pieces.push(content.subarray(at, start), Buffer.from('/Artifact BMC\n'), content.subarray(start, end))
      pieces.push(Buffer.from('\nEMC'))
      at = end
    }
    pieces.push(content.subarray(at))
    page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(Buffer.concat(pieces))))
  }
}

/** Whether a page's resources bring content of their own that shows text, which no page's marks reach. */
export function hasTextInForms(page: PDFPage): boolean {
  const forms = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict)
  return (forms?.keys() ?? []).some((name) => {
    const form = forms?.lookup(name)
    if (!(form instanceof PDFRawStream) || form.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) return false
    return readOperations(decodePDFRawStream(form).decode()).some(({ operator }) => SHOW.has(operator))
  })
}
