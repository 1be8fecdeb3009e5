import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { plainSentences } from '../support/notes.ts'
import { letters, readText } from '../support/pdf-text.ts'
import { readPrinted } from '../support/printed.ts'
import { readTalk } from '../support/talk.ts'
import { CANVAS } from '../../tools/deck-page.ts'

const { slides } = inject('deck')
const titles = slides.map(({ title }) => title.replaceAll(/[`*]/g, '')).filter(Boolean)

/** Points of 1/72 inch in a CSS px of 1/96 inch. */
const POINTS = 72 / 96

let handout: PDFDocumentProxy
let plain: PDFDocumentProxy
let complete: PDFDocumentProxy
let complaints: string[]

beforeAll(async () => {
  const printed = await readPrinted('light')
  handout = printed.handout.pdf
  plain = printed.slides.pdf
  complete = printed.complete.pdf
  complaints = Object.values(printed).flatMap((one) => one.complaints)
})

it('the deck logs no error or warning while it is printed', () => {
  expect(complaints).toEqual([])
})

it('the handout and the slides have a page for each slide', () => {
  expect([handout.numPages, plain.numPages]).toEqual([slides.length, slides.length])
})

it('the complete PDF has a page for each click', () => {
  expect(complete.numPages).toBe(slides.reduce((sum, { clicks }) => sum + clicks + 1, 0))
})

/** A4 upright, in points of 1/72 inch. */
const A4 = [594.96, 841.92]

describe.each([
  ['handout', () => handout],
  ['slides', () => plain],
  ['complete', () => complete],
] as const)('the %s PDF', (kind, read) => {
  it('has its size on every page', async () => {
    for (let number = 1; number <= read().numPages; number++) {
      const [left = 0, bottom = 0, right = 0, top = 0] = (await read().getPage(number)).view
      const [width = 0, height = 0] = kind === 'handout' ? A4 : [CANVAS.width * POINTS, CANVAS.height * POINTS]
      expect([right - left, top - bottom].map(Math.round)).toEqual([Math.round(width), Math.round(height)])
    }
  })

  it('has text on every page', async () => {
    for (let number = 1; number <= read().numPages; number++) {
      expect(letters(await readText(read(), number)), `page ${number}`).not.toBe('')
    }
  })

  it('has every diagram drawn', async () => {
    const pages = await Promise.all(Array.from({ length: read().numPages }, (_, index) => readText(read(), index + 1)))
    const text = letters(pages.join(' '))
    for (const label of ['a range of its own', 'scope ends', 'optimiser see'])
      expect(text, label).toContain(letters(label))
  })

  it('has an outline that leads from each title to the slide’s first page', async () => {
    const found: { title: string; page: number }[] = []
    const visit = async (items: Awaited<ReturnType<PDFDocumentProxy['getOutline']>>): Promise<void> => {
      for (const { title, dest, items: below } of items) {
        const target: unknown = Array.isArray(dest) ? dest[0] : undefined
        const isReference = typeof target === 'object' && target !== null && 'num' in target && 'gen' in target
        if (!isReference) throw new Error(`“${title}” leads nowhere`)
        const page = await read().getPageIndex({ num: Number(target.num), gen: Number(target.gen) })
        found.push({ title, page })
        await visit(below)
      }
    }
    await visit(await read().getOutline())
    expect(found.map(({ title }) => title)).toEqual(titles)
    let page = 0
    const firsts = slides.map(({ clicks }) => {
      const first = page
      page += read() === complete ? clicks + 1 : 1
      return first
    })
    expect(found.map((entry) => entry.page)).toEqual(firsts.filter((_, index) => slides[index]?.title))
  })

  it('is tagged, tells its language and carries the talk’s title', async () => {
    const { info } = await read().getMetadata()
    expect(info).toMatchObject({ Title: expect.stringMatching(/\w/), Language: expect.stringMatching(/^en/) })
    expect(await read().getMarkInfo()).toMatchObject({ Marked: true })
  })

  it('has fonts of its own only, as fonts', async () => {
    for (let number = 1; number <= read().numPages; number++) {
      const page = await read().getPage(number)
      const { items } = await page.getTextContent()
      await page.getOperatorList()
      for (const item of items) {
        if (!('str' in item)) continue
        const font = page.commonObjs.get(item.fontName) as { missingFile?: boolean; isType3Font?: boolean }
        expect(font.missingFile ?? false, `page ${number}: ${item.str}`).toBe(false)
        // A drawing of each glyph instead of a font, coarse in some viewers.
        expect(font.isType3Font ?? false, `page ${number}: ${item.str}`).toBe(false)
      }
    }
  })

  it('has no link to the machine that printed it, and each inside link leads to a page', async () => {
    const destinations = await read().getDestinations()
    for (let number = 1; number <= read().numPages; number++) {
      const links: unknown[] = await (await read().getPage(number)).getAnnotations()
      for (const link of links as { subtype: string; url?: string; dest?: unknown }[]) {
        if (link.subtype !== 'Link') continue
        expect(link.url ?? '', `page ${number}`).not.toContain('localhost')
        if (!link.url) expect(Object.keys(destinations), `page ${number}`).toContain(link.dest)
      }
    }
  })
})

/** What the page of a slide says, without the page's number, which it ends with. */
async function readSlide(pdf: typeof plain, page: number): Promise<string> {
  const text = (await readText(pdf, page)).trimEnd()
  expect(text.split(/\s+/).at(-1)).toBe(String(page))
  return text.slice(0, -String(page).length)
}

it('a page of the complete PDF shows what its click adds', async () => {
  // The first slide that takes clicks: its first and last pages are not the same.
  const index = slides.findIndex(({ clicks }) => clicks > 0)
  const before = slides.slice(0, index).reduce((sum, { clicks }) => sum + clicks + 1, 0)
  const first = await readSlide(complete, before + 1)
  const last = await readSlide(complete, before + 1 + (slides[index]?.clicks ?? 0))
  expect(last).not.toBe(first)
  expect(letters(await readSlide(plain, index + 1))).toBe(letters(last))
})

it('a page of the handout has the slide and what is said of it', async () => {
  const { deck } = await readTalk()
  for (const {
    number,
    slide: { note },
  } of deck.talk) {
    const page = letters(await readText(handout, number))
    for (const sentence of plainSentences(note?.text ?? ''))
      expect(page, `slide ${number}`).toContain(letters(sentence))
    expect(page, `slide ${number}`).toContain(letters(await readSlide(plain, number)))
  }
})
