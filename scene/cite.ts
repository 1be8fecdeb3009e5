/** Something that has an address of its own. */
export type Cited = {
  /** Its address within the talk: `vec-new`, `rule-3-2`. */
  id: string
  /** The question, rule or sentence, as plain text. */
  text: string
  /** Where it opens, whole: `https://example.org/talk/#/vec-new`. */
  url: string
}

/** What it is a part of. */
export type Edition = {
  /** The talk's title. */
  title: string
  /** Of the deck, from package.json. */
  version: string
  /** `rustc 1.95.0, x86_64-unknown-linux-gnu`. */
  compiler: string
  /** The year of the edition, from the compiler's date where the deck has none. */
  year: string
}

/** A link in Markdown that says where it leads, in which edition. */
export function citeMarkdown({ text, url }: Cited, { title, version, compiler }: Edition): string {
  return `[${text.replace(/([[\]\\])/g, '\\$1')}](${url}) (${title} ${version}, ${compiler})`
}

/** An entry for BibTeX; its key is the title's first word and the address. */
export function citeBibtex({ id, text, url }: Cited, { title, version, compiler, year }: Edition): string {
  const key = `${title.split(' ')[0]?.toLowerCase() ?? ''}-${id}`
  const fields: [string, string][] = [
    // A corporate author, in braces so that BibTeX does not take it for somebody's names.
    ['author', `{The ${escaped(title)} project}`],
    ['title', `{${escaped(text)}}`],
    ['howpublished', `In: ${escaped(title)}`],
    ['year', year],
    ['note', `Version ${version}, recorded with ${escaped(compiler)}`],
  ]
  // An address is taken as it is by url, and braces or percent signs in it would end the field.
  const link = encodeURI(decodeURI(url)).replace(/[{}]/g, encodeURIComponent)
  const lines = [...fields, ['url', link] as const].map(([name, value]) => `  ${name} = {${value}},`)
  return `@misc{${key},\n${lines.join('\n')}\n}`
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

function escaped(text: string): string {
  return text.replace(/[\\{}$&#_%~^]/g, (sign) => SPECIAL[sign] ?? `\\${sign}`)
}
