import { presetsOf } from '../components/lab/scene/presets.ts'
import { contents, labelOf, type ContentsSection } from '../scene/contents.ts'
import { withCellHeads } from './cell-heads.ts'
import { escape, noPlace, withCode } from './html.ts'
import { spoken } from './slide-markdown.ts'
import { isStepped } from './stepped.ts'
import type { CompanionSlide, CompanionTalk } from './talk.ts'

/** What the reading view is made of. */
export type Reading = {
  talk: CompanionTalk
  sections: ReadonlyMap<number, string>
  /** Each slide's last state as HTML, by alias. */
  rendered: Readonly<Record<string, string>>
  /** Leaves out what the speaker says. */
  withoutNotes: boolean
}

/** The body of the reading view: the sections' rules first, then every slide with its words. */
export function readingBody(reading: Reading): string {
  const { talk, sections } = reading
  const listed = contents(talk.slides, sections)
  const summaries = talk.slides.filter(isSummary)
  const rest = talk.slides.filter((slide) => !isSummary(slide))
  const parts = [
    rest.filter(({ section, appendix }) => section === 0 && !appendix),
    ...[...sections.keys()].map((number) => rest.filter(({ section, appendix }) => section === number && !appendix)),
    rest.filter(({ appendix }) => appendix),
  ]
  const names = ['', ...sections.values(), 'Appendix']
  return `<main id="main" tabindex="-1">
${noPlace('contents-of-page', 'contents')}
<h1>${escape(talk.title)}</h1>
<p class="lead">${escape(talk.info)}</p>
<p class="do"><button type="button" data-print hidden>Print</button></p>
${contentsOf(listed, talk)}
<section id="in-short" aria-labelledby="in-short-title">
<h2 id="in-short-title">In short</h2>
${summaries.map((slide) => article(reading, slide, listed, sections.get(slide.section) ?? slide.title)).join('\n')}
</section>
${parts.map((slides, i) => part(reading, slides, listed, i, names[i] ?? '')).join('\n')}
</main>`
}

/** Whether a slide holds a section's rules. */
function isSummary({ claims }: CompanionSlide): boolean {
  return claims.some(({ kind }) => kind === 'rule')
}

function contentsOf(listed: readonly ContentsSection[], { slides }: CompanionTalk): string {
  const appendix = slides.filter((slide) => slide.appendix && slide.continues === undefined)
  const line = (label: string, alias: string, title: string) =>
    `<li><span class="label">${escape(label)}</span> <a href="#${escape(alias)}">${withCode(title)}</a></li>`
  const groups = [
    ...listed.map(({ number, name, slides: entries }) => ({
      name: `${number} · ${name}`,
      lines: entries
        .filter(({ entry }) => !slides.some((one) => one.alias === entry.alias && isSummary(one)))
        .map(({ label, entry }) => line(label, entry.alias, entry.title)),
    })),
    { name: 'Appendix', lines: appendix.map(({ alias, title }, i) => line(`A.${i + 1}`, alias, title)) },
  ]
  return `<nav id="contents-of-page" class="toc-on-page" aria-label="Contents">
<p><a href="#in-short">In short: the rules of every section</a></p>
${groups
  .filter(({ lines }) => lines.length > 0)
  .map(
    ({ name, lines }) => `<details open><summary>${escape(name)}</summary><ol>\n${lines.join('\n')}\n</ol></details>`,
  )
  .join('\n')}
</nav>`
}

function part(
  reading: Reading,
  slides: readonly CompanionSlide[],
  listed: ContentsSection[],
  number: number,
  name: string,
): string {
  if (slides.length === 0) return ''
  const articles = slides.map((slide) => article(reading, slide, listed)).join('\n')
  if (number === 0) return `<section class="part" aria-label="Before the first section">\n${articles}\n</section>`
  const id = name === 'Appendix' ? 'appendix' : `section-${number}`
  const label = name === 'Appendix' ? '' : `${number} · `
  return `<section class="part" id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${label}${escape(name)}</h2>
${articles}
</section>`
}

function article(reading: Reading, slide: CompanionSlide, listed: ContentsSection[], heading?: string): string {
  const { talk, rendered, withoutNotes } = reading
  const { alias, note } = slide
  const label = labelOf(alias, talk.slides, listed)
  const number = label === alias ? '' : `<span class="label">${escape(label)}</span> `
  const title = heading === undefined ? `${number}${withCode(titleOf(slide, talk))}` : escape(heading)
  // A number that continues a question, and all that can be continued, are headings of the same level.
  const words = note && !withoutNotes ? `<div class="said">\n${spoken(note)}</div>` : ''
  return `<article id="${escape(alias)}" class="slide" aria-labelledby="${escape(alias)}-title">
${slide.formerly.map((old) => `<span id="${escape(old)}"></span>`).join('')}<h3 id="${escape(alias)}-title">${title}</h3>
<div class="slidev-layout figure"${isStepped(slide) ? ` data-slide="${escape(alias)}"` : ''}>${withCellHeads(rendered[alias] ?? '')}</div>
${words}
<footer>
<a href="../#/${escape(alias)}" aria-label="Slide ${slide.no}: ${escape(slide.title.replaceAll('`', ''))}">Slide ${slide.no}</a>
${programs(slide)}
<button type="button" data-cite="${escape(alias)}" data-cite-text="${escape(slide.title.replaceAll('`', ''))}" aria-label="Cite: ${escape(slide.title.replaceAll('`', ''))}" hidden>Cite</button>
</footer>
</article>`
}

function programs({ alias, recordings }: CompanionSlide): string {
  const links = [
    ...recordings.map((name) => `<a href="../find/#snippet-${escape(name)}">${escape(name)}.rs</a>`),
    ...presetsOf(alias).map(({ title, address }) => `<a href="?lab=${address}#lab">${escape(title)}, in the lab</a>`),
  ]
  return links.length === 0 ? '' : `<span class="programs">Try it: ${links.join(', ')}</span>`
}

/** A slide's heading; one that continues a question says only what it adds. */
function titleOf({ title, continues, kicker }: CompanionSlide, { slides }: CompanionTalk): string {
  const asked = slides.find(({ alias }) => alias === continues)?.title
  if (asked === undefined || !title.startsWith(asked)) return title
  const added = title.slice(asked.length).replace(/^[\s.:]+/, '')
  return added || (kicker ? kicker[0]?.toUpperCase() + kicker.slice(1) : title)
}
