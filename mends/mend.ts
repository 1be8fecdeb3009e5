/** A change to a source file of Slidev's client. */
export interface Mend {
  /** The file's path within the client's package. */
  file: string
  /** Text that stands in the file; it is changed wherever it stands. */
  from: string
  to: string
}
