/** A change to a source file of Slidev's client, or of its default theme. */
export interface Mend {
  /** The file's path within the client's package; the theme's begin with `theme-default/`. */
  file: string
  /** Text that stands in the file; it is changed wherever it stands. */
  from: string
  to: string
}
