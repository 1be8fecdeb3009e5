/** A change to a source file of Slidev's client, or of its default theme. */
export interface Mend {
  /** The file's path within the client's package; the theme's begin with `theme-default/`. */
  file: string
  /** Text that stands in the file; it is changed wherever it stands. */
  from: string
  to: string
}

/**
 * A source with a text replaced wherever it stands.
 * @param file what the source is called in the error.
 * @throws when the text is no longer there.
 */
export function replaced(file: string, source: string, from: string, to: string): string {
  if (!source.includes(from)) throw new Error(`${file} no longer says:\n${from}`)
  return source.replaceAll(from, () => to)
}
