import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { addOutline, nestOutline } from '../../tools/pdf-outline.ts'

const entry = (title: string, page: number, level = 1) => ({ title, page, level })

describe('nesting', () => {
  it('puts an entry below the nearest one before it with a smaller level', () => {
    const tree = nestOutline([entry('a', 0), entry('b', 1, 2), entry('c', 2, 3), entry('d', 3, 2), entry('e', 4)])
    expect(tree.map(({ title }) => title)).toEqual(['a', 'e'])
    expect(tree[0]?.children.map(({ title, children }) => [title, children.length])).toEqual([
      ['b', 1],
      ['d', 0],
    ])
  })

  it('keeps an entry whose level has nothing above it', () => {
    expect(nestOutline([entry('a', 0, 3), entry('b', 1, 2)]).map(({ title }) => title)).toEqual(['a', 'b'])
  })
})

describe('an outline in a PDF', () => {
  it('survives saving and loading: titles, order, pages and counts', async () => {
    const pdf = await PDFDocument.create()
    for (let page = 0; page < 3; page++) pdf.addPage()
    addOutline(pdf, [entry('Übung → eins', 0), entry('zwei', 1, 2), entry('drei', 2)])
    const read = await PDFDocument.load(await pdf.save())
    const outlines = read.catalog.lookup(PDFName.of('Outlines'), PDFDict)
    expect(outlines.lookup(PDFName.of('Count'), PDFNumber).asNumber()).toBe(3)
    const first = outlines.lookup(PDFName.of('First'), PDFDict)
    const below = first.lookup(PDFName.of('First'), PDFDict)
    const last = first.lookup(PDFName.of('Next'), PDFDict)
    expect([first, below, last].map((item) => item.lookup(PDFName.of('Title'), PDFHexString).decodeText())).toEqual([
      'Übung → eins',
      'zwei',
      'drei',
    ])
    expect([first, below, last].map((item) => item.lookup(PDFName.of('Dest'), PDFArray).get(0))).toEqual(
      read.getPages().map(({ ref }) => ref),
    )
  })

  it('refuses an entry that leads to no page', async () => {
    const pdf = await PDFDocument.create()
    pdf.addPage()
    expect(() => addOutline(pdf, [entry('a', 1)])).toThrow('page 2 of 1')
  })
})
