/**
 * What the recorder says when it cannot record: shown on the terminal without a stack trace, and
 * the exit code is 1. Any other error is a defect of the recorder and keeps its stack.
 */
export class Refused extends Error {
  override name = 'Refused'
}

/** A program that rustc refuses: `message` is what rustc prints, `codes` its error codes in order. */
export class DoesNotCompile extends Refused {
  override name = 'DoesNotCompile'
  readonly codes: string[]

  constructor(message: string, codes: string[]) {
    super(message)
    this.codes = codes
  }
}
