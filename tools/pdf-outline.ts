import { PDFDict, PDFHexString, PDFName, PDFNumber } from 'pdf-lib'
import type { PDFDocument, PDFRef } from 'pdf-lib'

/** One line of a PDF's outline. */
export interface OutlineEntry {
  title: string
  /** The page that it leads to, from 0. */
  page: number
  /** How deep it is nested, from 1; an entry lies below the nearest one before it with a smaller level. */
  level: number
}

interface OutlineNode extends OutlineEntry {
  children: OutlineNode[]
}

/** The entries as a tree, in their order. */
export function nestOutline(entries: OutlineEntry[]): OutlineNode[] {
  const roots: OutlineNode[] = []
  const open: OutlineNode[] = []
  for (const entry of entries) {
    const node: OutlineNode = { ...entry, children: [] }
    while ((open.at(-1)?.level ?? 0) >= node.level) open.pop()
    const siblings = open.at(-1)?.children ?? roots
    siblings.push(node)
    open.push(node)
  }
  return roots
}

/**
 * Gives a PDF an outline whose entries lead to the tops of pages, all of it unfolded, and asks viewers to show it.
 * The structure is that of ISO 32000-1, 12.3.3. Throws when an entry names a page that is not there.
 */
export function addOutline(pdf: PDFDocument, entries: OutlineEntry[]): void {
  const { context, catalog } = pdf
  const pages = pdf.getPages()

  /** Writes the siblings below `parent`; returns the first, the last and how many lines they and their children are. */
  function write(nodes: OutlineNode[], parent: PDFRef): { first: PDFRef; last: PDFRef; count: number } | undefined {
    const refs = nodes.map(() => context.nextRef())
    const [first, last] = [refs[0], refs[refs.length - 1]]
    if (!first || !last) return undefined
    let count = 0
    nodes.forEach((node, index) => {
      const page = pages[node.page]
      const ref = refs[index]
      if (!page || !ref) throw new Error(`the outline leads to page ${node.page + 1} of ${pages.length}`)
      const item = PDFDict.withContext(context)
      item.set(PDFName.of('Title'), PDFHexString.fromText(node.title))
      item.set(PDFName.of('Parent'), parent)
      item.set(PDFName.of('Dest'), context.obj([page.ref, 'Fit']))
      const [previous, next] = [refs[index - 1], refs[index + 1]]
      if (previous) item.set(PDFName.of('Prev'), previous)
      if (next) item.set(PDFName.of('Next'), next)
      const below = write(node.children, ref)
      if (below) {
        item.set(PDFName.of('First'), below.first)
        item.set(PDFName.of('Last'), below.last)
        item.set(PDFName.of('Count'), PDFNumber.of(below.count))
      }
      context.assign(ref, item)
      count += 1 + (below?.count ?? 0)
    })
    return { first, last, count }
  }

  const root = context.nextRef()
  const lines = write(nestOutline(entries), root)
  if (!lines) return
  const outlines = PDFDict.withContext(context)
  outlines.set(PDFName.of('Type'), PDFName.of('Outlines'))
  outlines.set(PDFName.of('First'), lines.first)
  outlines.set(PDFName.of('Last'), lines.last)
  outlines.set(PDFName.of('Count'), PDFNumber.of(lines.count))
  context.assign(root, outlines)
  catalog.set(PDFName.of('Outlines'), root)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}
