/** A slide as the table of contents sees it; `continues` names the alias of the slide that asks its question. */
export type SlideEntry = {
  no: number
  title: string
  section: number
  alias: string
  continues?: string
  appendix?: boolean
}

/** A section with its questions; a slide that continues a question has no line of its own. */
export type ContentsSection = { number: number; name: string; slides: { label: string; entry: SlideEntry }[] }

/** Groups a deck's slides by section and numbers their questions: `2.1`, `2.2` … */
export function contents(entries: SlideEntry[], sections: ReadonlyMap<number, string>): ContentsSection[] {
  return [...sections].map(([number, name]) => ({
    number,
    name,
    slides: entries
      .filter((entry) => entry.section === number && entry.continues === undefined)
      .map((entry, i) => ({ label: `${number}.${i + 1}`, entry })),
  }))
}

/** The label of the question that the slide `alias` belongs to, `A.1` in the appendix; the alias itself elsewhere. */
export function labelOf(alias: string, entries: SlideEntry[], sections: ContentsSection[]): string {
  const appendix = entries.filter((entry) => entry.appendix && entry.continues === undefined)
  const place = appendix.findIndex((entry) => entry.alias === alias)
  if (place >= 0) return `A.${place + 1}`
  const asked = entries.find((entry) => entry.alias === alias)?.continues ?? alias
  const found = sections.flatMap((section) => section.slides).find((slide) => slide.entry.alias === asked)
  return found?.label ?? alias
}
