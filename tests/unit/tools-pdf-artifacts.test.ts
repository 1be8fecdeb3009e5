import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodePDFRawStream, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib'
import subsetFont from 'subset-font'
import { describe, expect, it } from 'vitest'
import { contentOf, countUntagged, markArtifacts, untagged } from '../../tools/pdf-artifacts.ts'
import { readOperations } from '../../tools/pdf-content.ts'
import { withoutDoubles } from '../../tools/print-fonts.ts'
import { ROOT } from '../../tools/slidev.ts'

const operators = (content: string) => readOperations(Buffer.from(content)).map(({ operator }) => operator)
const left = (content: string) =>
  untagged(readOperations(Buffer.from(content))).map(({ start, end }) => content.slice(start, end))

describe('a page’s content', () => {
  it('is read as operators with their operands', () => {
    expect(operators('q 1 0 0 -1 .5 9 cm\n/G3 gs BT /F4 7 Tf <00Ab> Tj [<01> -2 (a)] TJ ET Q')).toEqual(
      'q cm gs BT Tf Tj TJ ET Q'.split(' '),
    )
  })

  it('has strings, comments and dictionaries, in which nothing is an operator', () => {
    expect(
      operators(String.raw`(f \) (S) Do) Tj % f S
/P <</MCID 0 /Alt (f)>> BDC <Ab> Tj f* EMC`),
    ).toEqual('Tj BDC Tj f* EMC'.split(' '))
  })

  it('with an inline image is refused', () => {
    expect(() => operators('BI /W 1 ID x EI')).toThrow('inline image')
  })

  it('is untagged where it paints outside every mark', () => {
    expect(left('/P <</MCID 0>> BDC 0 0 1 1 re f BT <01> Tj ET EMC')).toEqual([])
    expect(left('/Artifact BMC 0 0 1 1 re f EMC 2 0 1 1 re W n')).toEqual([])
    expect(left('0 0 m 1 1 l S BT /F1 1 Tf <01> Tj 1 0 Td <02> Tj ET /X1 Do')).toEqual([
      '0 0 m 1 1 l S',
      '<01> Tj 1 0 Td <02> Tj',
      '/X1 Do',
    ])
    expect(left('BT <01> Tj /P <</MCID 0>> BDC <02> Tj EMC ET')).toEqual(['<01> Tj'])
  })

  it('keeps the tags of what is drawn as a group, and is marked in there', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage()
    const { context } = pdf
    const group = (content: string, tagged: boolean) =>
      context.register(
        context.flateStream(content, { Subtype: 'Form', Kept: 7, ...(tagged ? { StructParents: 1 } : {}) }),
      )
    const words = group('0 0 1 1 re f /P <</MCID 0>> BDC BT <01> Tj ET EMC', true)
    page.node.set(PDFName.of('Resources'), context.obj({ XObject: { X1: words, X2: group('0 0 1 1 re f', false) } }))
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream('/X1 Do /X2 Do')))
    expect(countUntagged(page)).toBe(2)
    markArtifacts(pdf)
    expect(countUntagged(page)).toBe(0)
    expect(Buffer.from(contentOf(page)).toString().trim()).toBe('/X1 Do /Artifact BMC\n/X2 Do\nEMC')
    const form = context.lookup(words)
    if (!(form instanceof PDFRawStream)) throw new Error('the group is gone')
    expect(Buffer.from(decodePDFRawStream(form).decode()).toString()).toBe(
      '/Artifact BMC\n0 0 1 1 re f\nEMC /P <</MCID 0>> BDC BT <01> Tj ET EMC',
    )
    expect(form.dict.get(PDFName.of('Kept'))?.toString()).toBe('7')
  })

  it('has nothing untagged once that is marked, and paints the same', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage()
    const content = '0 0 1 1 re f /P <</MCID 0>> BDC BT <01> Tj ET EMC BT <02> Tj ET'
    page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)))
    markArtifacts(pdf)
    const marked = contentOf(page)
    expect(untagged(readOperations(marked))).toEqual([])
    expect(operators(Buffer.from(marked).toString()).filter((one) => !/^(?:BMC|EMC|BDC)$/.test(one))).toEqual(
      operators(content).filter((one) => !/^(?:BMC|EMC|BDC)$/.test(one)),
    )
  })
})

describe('a font for a PDF', async () => {
  const file = join(ROOT, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')
  const inter = await subsetFont(await readFile(file), undefined, { keepAllGlyphs: true, targetFormat: 'truetype' })

  it('has no character that would be read back in the place of one that is said', () => {
    const characters = withoutDoubles(inter, new Set('value’s'))
    expect(characters).toContain('’')
    expect(characters).not.toContain('\u02BC')
    expect(characters).toContain('z')
    expect(withoutDoubles(inter, new Set('\u02BC'))).not.toContain('’')
  })

  it('that cannot tell two characters apart is refused where both are said', () => {
    expect(() => withoutDoubles(inter, new Set('’\u02BC'))).toThrow('one glyph')
  })
})
