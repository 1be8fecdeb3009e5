/** The part of subset-font that is used here; the package brings no types. */
declare module 'subset-font' {
  interface Options {
    targetFormat?: 'truetype' | 'woff2'
    /** Variation axes that are pinned to a value. */
    variationAxes?: Record<string, number>
    /** OpenType features that are kept; all without it. */
    keepFeatures?: string[]
    /** Keeps all glyphs; no text may be given then. */
    keepAllGlyphs?: boolean
  }
  /** A font with the glyphs of `text` only. */
  export default function subsetFont(font: Buffer, text: string | undefined, options?: Options): Promise<Buffer>
}
