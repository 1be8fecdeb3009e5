import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import { expect, it } from 'vitest'
import { describeLinks, mutedFigures, openFigures } from '../../tools/pdf-tags.ts'

/** A PDF of two pages with the links given on the first. */
async function withLinks(links: (pdf: PDFDocument) => Record<string, unknown>[]): Promise<PDFDocument> {
  const pdf = await PDFDocument.create()
  const [page] = [pdf.addPage(), pdf.addPage()]
  const { context } = pdf
  const all = links(pdf).map((link) => context.register(context.obj({ Subtype: 'Link', ...link } as never)))
  page.node.set(PDFName.of('Annots'), context.obj(all))
  return pdf
}

const saidBy = (pdf: PDFDocument): (string | undefined)[] => {
  const links = pdf.getPage(0).node.Annots() ?? PDFArray.withContext(pdf.context)
  return links
    .asArray()
    .map((_, i) => links.lookup(i, PDFDict).lookupMaybe(PDFName.of('Contents'), PDFString, PDFHexString)?.decodeText())
}

it('links say where they lead: a slide’s title, an address, or its host where that is long', async () => {
  const pdf = await withLinks((made) => [
    { A: { S: 'URI', URI: PDFString.of('https://example.org/a') } },
    { A: { S: 'URI', URI: PDFString.of(`https://example.org/${'x'.repeat(200)}`) } },
    { Dest: [made.getPage(1).ref, 'Fit'] },
    { A: { S: 'URI', URI: PDFString.of('https://example.org/b') }, Contents: PDFString.of('kept') },
  ])
  describeLinks(pdf, (page) => ['One', 'Two'][page])
  expect(saidBy(pdf)).toEqual(['https://example.org/a', 'example.org', 'Two', 'kept'])
})

it('a link that leads nowhere is refused', async () => {
  const pdf = await withLinks(() => [{ Dest: 'gone' }])
  expect(() => describeLinks(pdf, () => 'One')).toThrow('page 1 leads nowhere')
})

it('a figure without words is opened, one with words is kept', async () => {
  const pdf = await PDFDocument.create()
  const { context } = pdf
  const parent = context.register(context.obj({ S: 'Document' }))
  const muted = context.obj({ S: 'Figure', P: parent })
  const said = context.obj({ S: 'Figure', P: parent, Alt: PDFString.of('a plot') })
  context.register(muted)
  context.register(said)
  expect(mutedFigures(pdf)).toEqual([muted])
  openFigures(pdf)
  expect(mutedFigures(pdf)).toEqual([])
  expect([muted, said].map((one) => String(one.get(PDFName.of('S'))))).toEqual(['/Div', '/Figure'])
})
