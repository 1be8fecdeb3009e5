/**
 * The longest runs of plain words in a slide's notes: parts that no markup interrupts, as they stand in any rendering.
 * @param note as written, Markdown with `[click]` marks.
 */
export function plainSentences(note: string): string[] {
  return note
    .split(/\[click[^\]]*\]|[`*_<>[\]()#&{}'"’“”\n\\]|\.\s/)
    .map((part) => part.trim())
    .filter((part) => part.length >= 25)
}
