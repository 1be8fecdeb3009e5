/** Advance of one JetBrains Mono character, in em: every glyph of the face has the same one. */
const MONO_ADVANCE = 0.6

/** Width in canvas px of a text set in the code face at `size` px. */
export function monoWidth(text: string, size: number): number {
  return [...text].length * size * MONO_ADVANCE
}

/** How many characters of the code face at `size` px fit into `width` canvas px. */
export function monoFit(width: number, size: number): number {
  return Math.max(0, Math.floor(width / (size * MONO_ADVANCE) + 1e-6))
}

/** The text, or its beginning with “…” where it is longer than `characters`. */
export function cut(text: string, characters: number): string {
  const all = [...text]
  if (all.length <= characters) return text
  if (characters < 1) return ''
  return `${all.slice(0, characters - 1).join('')}…`
}

/** `16 B`, with thousands apart beyond 9,999. */
export function bytesText(bytes: number): string {
  return `${countText(bytes)} B`
}

/** A count with thousands apart beyond 9,999. */
export function countText(count: number): string {
  return count > 9999 ? count.toLocaleString('en-GB') : String(count)
}

/** `1 byte`, `16 bytes`. */
export function bytesInWords(bytes: number): string {
  return `${countText(bytes)} byte${bytes === 1 ? '' : 's'}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
