import type { Layout } from '../../recorder/trace-schema.ts'
import type { Box } from '../stage/box.ts'
import { cut, monoFit, monoWidth } from '../stage/text.ts'
import { formsOf, type Form, type Segment } from './segments.ts'

/** Canvas px of text in boxes and of offsets. */
const FONT = { text: 18, small: 16 }
/** Heights in canvas px. */
const HEIGHT = { title: 34, ruler: 20, form: 36, bytes: 30, gap: 8, between: 26 }

/** What stands before a recorded value's bytes. */
const BYTES = 'bytes'

/** A run of bytes as drawn. */
export type DrawnSegment = Pick<Segment, 'kind'> & {
  id: string
  box: Box
  text: string
  whole: string
  /** Kept free of the hatching, so that the text can be read. */
  free: Box
}

/** A byte of a recorded value. */
export type DrawnByte = { id: string; box: Box; text: string }

/** A word at a place; baseline at `y`. */
export type DrawnText = { id: string; x: number; y: number; text: string }

/** One type: its name and size, byte offsets, the forms that its bytes take, and recorded values. */
export type DrawnType = {
  id: string
  title: DrawnText
  size: DrawnText
  offsets: DrawnText[]
  names: DrawnText[]
  segments: DrawnSegment[]
  bytes: DrawnByte[]
}

/** Types to one scale, and the height that they take in canvas px. */
export type TypesScene = { types: DrawnType[]; height: number; byteWidth: number }

/** Half of the number at a type's end, which stands centred there, canvas px. */
const LAST_NUMBER = 12

/**
 * Draws types below one another, in two columns where all are at most 12 bytes long, every byte to
 * the same scale.
 * @param width canvas px of the whole.
 * @param bytes whether to show recorded values byte by byte.
 */
export function layoutTypes(layouts: readonly Layout[], width: number, bytes: boolean): TypesScene {
  const longest = Math.max(1, ...layouts.map((layout) => layout.size))
  const columns = longest <= 12 && layouts.length > 1 ? 2 : 1
  const columnGap = 56
  const columnWidth = (width - (columns - 1) * columnGap) / columns
  const forms = layouts.map(formsOf)
  const names = forms.flat().flatMap((form) => [form.name, ...(bytes && form.examples.length > 0 ? [BYTES] : [])])
  const label = Math.max(0, ...names.map((name) => monoWidth(name, FONT.text))) + (names.some(Boolean) ? 16 : 0)
  const byteWidth = Math.min(48, Math.floor((columnWidth - label - LAST_NUMBER) / longest))
  let y = 0
  const types: DrawnType[] = []
  for (let row = 0; row < layouts.length; row += columns) {
    const heights = layouts.slice(row, row + columns).map((layout, column) => {
      const its = forms[row + column] ?? []
      types.push(drawType(layout, its, { x: column * (columnWidth + columnGap), y, label, byteWidth, bytes }))
      return heightOf(its, bytes)
    })
    y += Math.max(...heights) + HEIGHT.between
  }
  return { types, height: Math.max(0, y - HEIGHT.between), byteWidth }
}

function heightOf(forms: readonly Form[], bytes: boolean): number {
  const each = forms.map((form) => HEIGHT.form + HEIGHT.gap + (bytes ? form.examples.length * HEIGHT.bytes : 0))
  return HEIGHT.title + HEIGHT.ruler + each.reduce((sum, height) => sum + height, 0)
}

type Place = { x: number; y: number; label: number; byteWidth: number; bytes: boolean }

function drawType(layout: Layout, forms: readonly Form[], { x, y, label, byteWidth, bytes }: Place): DrawnType {
  const left = x + label
  const id = layout.name
  const drawn: DrawnType = {
    id,
    title: { id: `${id} title`, x: left, y: y + 20, text: id },
    size: {
      id: `${id} size`,
      x: left + monoWidth(id, FONT.text) + 24,
      y: y + 20,
      text: `${layout.size} B, align ${layout.align}`,
    },
    offsets: offsetsOf(forms, layout.size).map((offset) => ({
      id: `${id} at ${offset}`,
      x: left + offset * byteWidth,
      y: y + HEIGHT.title + 14,
      text: String(offset),
    })),
    names: [],
    segments: [],
    bytes: [],
  }
  let top = y + HEIGHT.title + HEIGHT.ruler
  for (const form of forms) {
    const formId = `${id} ${form.name}`
    drawn.names.push({ id: formId, x, y: top + HEIGHT.form / 2 + 6, text: form.name })
    drawn.segments.push(...form.segments.map((segment) => drawSegment(segment, formId, left, top, byteWidth)))
    top += HEIGHT.form
    for (const example of bytes ? form.examples : []) {
      drawn.names.push({ id: `${formId} ${example.local}`, x, y: top + HEIGHT.bytes / 2 + 6, text: BYTES })
      drawn.bytes.push(
        ...example.bytes.map((text, i) => ({
          id: `${formId} ${example.local} ${i}`,
          box: { x: left + i * byteWidth, y: top, width: byteWidth, height: HEIGHT.bytes },
          text,
        })),
      )
      top += HEIGHT.bytes
    }
    top += HEIGHT.gap
  }
  return drawn
}

/** Offsets at which something begins or the type ends. */
function offsetsOf(forms: readonly Form[], size: number): number[] {
  const starts = forms.flatMap((form) => form.segments.flatMap((one) => [one.offset, one.offset + one.size]))
  return [...new Set([0, size, ...starts])].sort((a, b) => a - b)
}

function drawSegment(segment: Segment, form: string, left: number, top: number, byteWidth: number): DrawnSegment {
  const box = { x: left + segment.offset * byteWidth, y: top, width: segment.size * byteWidth, height: HEIGHT.form }
  const room = monoFit(box.width - 10, FONT.text)
  const text = cut(segment.text, room)
  const width = monoWidth(text, FONT.text) + 8
  const free = { x: box.x + (box.width - width) / 2, y: box.y + 8, width, height: box.height - 16 }
  return { id: `${form} ${segment.offset}`, kind: segment.kind, box, text, whole: segment.text, free }
}
