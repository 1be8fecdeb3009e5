/** What is wrong with a tag: where on the page, as an offset, and a sentence. */
export type Complaint = { start: number; message: string }

/** What a scene says when a page asks for something that was not recorded: the same as in the browser. */
export function refused(start: number, ask: () => unknown): Complaint[] {
  try {
    ask()
    return []
  } catch (error) {
    return [{ start, message: `${error instanceof Error ? error.message : String(error)}.` }]
  }
}
