import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Blob, Buffer, Face, Font, shape } from 'harfbuzzjs'
import subsetFont from 'subset-font'

/** Tells the width of a line of text in the deck's text font, regular. */
export type Measure = (text: string, size: number) => number

/** The file with the letters that diagrams are made of; others would be measured as missing glyphs. */
const FONT = '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'

let loading: Promise<Measure> | undefined

/**
 * Loads the deck's text font once; gives what measures text in it as a browser would, kerning included, in the unit of
 * the size. What it gives throws on a character that the font does not have.
 */
export function loadMeasure(): Promise<Measure> {
  return (loading ??= load())
}

async function load(): Promise<Measure> {
  const compressed = await readFile(fileURLToPath(import.meta.resolve(FONT)))
  const plain = await subsetFont(compressed, undefined, {
    keepAllGlyphs: true,
    targetFormat: 'truetype',
    variationAxes: { wght: 400 },
  })
  const face = new Face(new Blob(new Uint8Array(plain).buffer))
  const font = new Font(face)
  const units = face.upem
  return (text, size) => {
    const buffer = new Buffer()
    buffer.addText(text)
    buffer.guessSegmentProperties()
    shape(font, buffer)
    if (buffer.getGlyphInfos().some(({ codepoint: glyph }) => glyph === 0))
      throw new Error(`the deck’s font lacks a character of “${text}”`)
    return (buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0) / units) * size
  }
}
