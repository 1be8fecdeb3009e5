/** Advance widths of Inter's glyphs at weight 400, in hundredths of an em, measured in Chromium. */
const ADVANCES: readonly [string, number][] = [
  ["ijlI !,.:';’‘·", 30],
  ['`t|()/[]\\fr', 38],
  ['1{}-_"^*?', 51],
  ['skxzavyc7JL', 57],
  ['eFhnuEo5', 60],
  ['2bdgpq3689#0Z$&PRSBT4', 65],
  ['mM@%W…→', 99],
]
/** For all other characters, capitals and signs. */
const WIDE = 82
/** How much wider weight 700 is at most, in hundredths of an em a character. */
const BOLD = 5

const advances = new Map(ADVANCES.flatMap(([characters, advance]) => [...characters].map((one) => [one, advance])))

/**
 * An upper bound of the width of a text in Inter, in canvas px, so that a scene can tell without a
 * browser whether it fits.
 * @param size font size, canvas px.
 */
export function textWidth(text: string, size: number, bold = false): number {
  const hundredths = [...text].reduce((sum, one) => sum + (advances.get(one) ?? WIDE) + (bold ? BOLD : 0), 0)
  return (hundredths * size) / 100
}
