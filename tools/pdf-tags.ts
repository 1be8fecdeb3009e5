import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib'
import type { PDFDocument } from 'pdf-lib'

/** The longest address that is said whole, in characters. */
const LONG = 100

/**
 * Says of every link where it leads, for whoever does not see it: PDF/UA asks for words. Links that have some keep
 * them. Throws on a link that leads nowhere.
 * @param titleOf a slide's title by the number of its first page, from 0.
 */
export function describeLinks(pdf: PDFDocument, titleOf: (page: number) => string | undefined): void {
  const pages = new Map(pdf.getPages().map(({ ref }, index) => [ref, index]))
  const named = pdf.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict)
  for (const [index, page] of pdf.getPages().entries()) {
    const links = page.node.Annots()
    for (let i = 0; i < (links?.size() ?? 0); i++) {
      const link = links?.lookupMaybe(i, PDFDict)
      if (link?.get(PDFName.of('Subtype')) !== PDFName.of('Link') || link.has(PDFName.of('Contents'))) continue
      const words = addressOf(link) ?? titleOfLink(link)
      if (!words) throw new Error(`a link on page ${index + 1} leads nowhere: ${link.toString()}`)
      link.set(PDFName.of('Contents'), PDFHexString.fromText(words))
    }
  }

  function titleOfLink(link: PDFDict): string | undefined {
    const name = link.get(PDFName.of('Dest'))
    const target = name instanceof PDFName ? named?.lookup(name) : name
    const first = target instanceof PDFArray ? target.get(0) : undefined
    const page = first instanceof PDFRef ? pages.get(first) : undefined
    return page === undefined ? undefined : titleOf(page) || `Page ${page + 1}`
  }
}

/** The address outside that a link leads to; only its host where it is too long to be listened to. */
function addressOf(link: PDFDict): string | undefined {
  const uri = link.lookupMaybe(PDFName.of('A'), PDFDict)?.lookupMaybe(PDFName.of('URI'), PDFString, PDFHexString)
  const address = uri?.decodeText()
  return address && address.length > LONG ? new URL(address).host : address
}

/** The figures of a PDF's structure that have no alternative text. */
export function mutedFigures(pdf: PDFDocument): PDFDict[] {
  return pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? object : []))
    .filter(
      (element) =>
        element.get(PDFName.of('S')) === PDFName.of('Figure') &&
        element.has(PDFName.of('P')) &&
        !element.has(PDFName.of('Alt')),
    )
}

/**
 * Makes a division of every figure without an alternative text: HTML's `<figure>`, which holds the picture that has
 * one, and its caption.
 */
export function openFigures(pdf: PDFDocument): void {
  for (const figure of mutedFigures(pdf)) figure.set(PDFName.of('S'), PDFName.of('Div'))
}
