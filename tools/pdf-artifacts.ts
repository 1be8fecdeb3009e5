import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream } from 'pdf-lib'
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
 * @param isTaggedInside whether an operation paints content that brings tags of its own.
 */
export function untagged(
  operations: Operation[],
  isTaggedInside: (one: Operation) => boolean = () => false,
): Stretch[] {
  const found: Stretch[] = []
  let depth = 0
  let path: number | undefined
  let shown: Stretch | undefined
  for (const operation of operations) {
    const { operator, start, end } = operation
    if (PATH.has(operator)) path ??= start
    if (depth === 0) {
      if (PAINT.has(operator)) found.push({ start: path ?? start, end })
      if (ALONE.has(operator) && !isTaggedInside(operation)) found.push({ start, end })
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

/** A stream's bytes, unpacked. */
const bytesOf = (stream: PDFStream): Uint8Array =>
  stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()

/** The bytes of a page's content. */
export function contentOf(page: PDFPage): Uint8Array {
  const contents = page.node.Contents()
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((one) => page.node.context.lookup(one)) : [contents]
  return Buffer.concat(
    streams.flatMap((stream) => (stream instanceof PDFStream ? [Buffer.from(bytesOf(stream)), Buffer.from('\n')] : [])),
  )
}

/** A part of a page with content of its own that brings tags (ISO 32000-1, 14.7.4.4): what is half seen is drawn so. */
interface Form {
  name: string
  ref: PDFRef
  stream: PDFRawStream
}

/** The forms with tags that resources name. */
function formsOf(resources: PDFDict | undefined): Form[] {
  const named = resources?.lookupMaybe(PDFName.of('XObject'), PDFDict)
  return (named?.entries() ?? []).flatMap(([name, ref]) => {
    const stream = named?.lookup(name)
    const isForm = stream instanceof PDFRawStream && stream.dict.get(PDFName.of('Subtype')) === PDFName.of('Form')
    const hasTags = isForm && stream.dict.has(PDFName.of('StructParents'))
    return hasTags && ref instanceof PDFRef ? [{ name: name.toString(), ref, stream }] : []
  })
}

/** What of some content is painted without a tag, but for forms that bring their own. */
function untaggedIn(content: Uint8Array, forms: Form[]): Stretch[] {
  const names = new Set(forms.map(({ name }) => name))
  return untagged(readOperations(content), ({ operator, start, end }) => {
    if (operator !== 'Do') return false
    const [name = ''] = Buffer.from(content.subarray(start, end)).toString('latin1').split(/\s/)
    return names.has(name)
  })
}

/** The content of a page, and of each form with tags that it draws, directly or in another. */
function contentsOf(page: PDFPage): { content: Uint8Array; forms: Form[]; form?: Form }[] {
  const seen = new Set<PDFRef>()
  const inside = (forms: Form[]): { content: Uint8Array; forms: Form[]; form: Form }[] =>
    forms.flatMap((form) => {
      if (seen.has(form.ref)) return []
      seen.add(form.ref)
      const own = formsOf(form.stream.dict.lookupMaybe(PDFName.of('Resources'), PDFDict))
      return [{ content: bytesOf(form.stream), forms: own, form }, ...inside(own)]
    })
  const forms = formsOf(page.node.Resources())
  return [{ content: contentOf(page), forms }, ...inside(forms)]
}

/** How many stretches of a page are painted without a tag, those of its forms among them. */
export const countUntagged = (page: PDFPage): number =>
  contentsOf(page).reduce((sum, { content, forms }) => sum + untaggedIn(content, forms).length, 0)

/**
 * Marks as an artifact all that Chromium paints without a tag: what is hidden from screen readers, such as the
 * cover's stage, grounds and rules. PDF/UA wants everything to be one or the other.
 */
export function markArtifacts(pdf: PDFDocument): void {
  const marked = new Set<PDFRef>()
  for (const page of pdf.getPages()) {
    for (const { content, forms, form } of contentsOf(page)) {
      if (form && marked.has(form.ref)) continue
      const pieces: Uint8Array[] = []
      let at = 0
      for (const { start, end } of untaggedIn(content, forms)) {
        pieces.push(content.subarray(at, start), Buffer.from('/Artifact BMC\n'), content.subarray(start, end))
        pieces.push(Buffer.from('\nEMC'))
        at = end
      }
      pieces.push(content.subarray(at))
      const stream = pdf.context.flateStream(Buffer.concat(pieces))
      if (!form) {
        page.node.set(PDFName.of('Contents'), pdf.context.register(stream))
        continue
      }
      marked.add(form.ref)
      for (const [key, value] of form.stream.dict.entries()) if (!stream.dict.has(key)) stream.dict.set(key, value)
      pdf.context.assign(form.ref, stream)
    }
  }
}
