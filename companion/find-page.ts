import { sourcesOf } from '../embed/note-sources.ts'
import { MARKS } from '../scene/claim-mark.ts'
import { contents, labelOf } from '../scene/contents.ts'
import type { Recording } from '../recorder/schema.ts'
import { compilerExplorerUrl, playgroundUrl, programOf } from '../scene/rust-to-asm/links.ts'
import { snippetAddress, termAddress } from './addresses.ts'
import { escape, noPlace, textOf, withCode } from './html.ts'
import { predictionsIn, sentencesIn, votesIn } from './rendered.ts'
import type { Claim, CompanionSlide, CompanionTalk } from './talk.ts'
import { TERMS } from './terms.ts'

/** What the index is made of. */
export type Finding = {
  talk: CompanionTalk
  sections: ReadonlyMap<number, string>
  /** Each slide's last state as HTML, by alias. */
  rendered: Readonly<Record<string, string>>
  /** Those that the talk shows, by name. */
  recordings: ReadonlyMap<string, Recording>
}

/** The body of the index: predictions, questions, rules, claims, terms and programs, with a field to search them. */
export function findBody(finding: Finding): string {
  const groups: [id: string, name: string, body: string][] = [
    ['rules', 'Rules', list(rules(finding))],
    ['claims', 'Claims: what is promised, what was recorded', list(claims(finding))],
    ['terms', 'Terms', list(TERMS.map((term) => termEntry(term, finding.talk)))],
    ['programs', 'Programs', list(programs(finding))],
    ['questions', 'Questions', list(questions(finding))],
    ['sources', 'Sources', list(sources(finding))],
  ]
  const jumps = [
    ...groups.map(([id, name]) => [id, name.split(':')[0] ?? name] as const),
    ['predictions', 'Your predictions'] as const,
  ]
  return `<main id="main" tabindex="-1">
${noPlace('search', 'search')}
<h1>Index</h1>
<p class="lead">Everything in “${escape(finding.talk.title)}” that can be cited, by its address.</p>
<div class="search" role="search" hidden>
<label for="search">Search rules, claims, terms, programs, questions and sources</label><br>
<input id="search" type="search" data-search autocomplete="off">
<p data-found role="status"></p>
</div>
<nav class="jump" aria-label="Parts of the index">
${jumps.map(([id, name]) => `<a href="#${id}">${escape(name)}</a>`).join('\n')}
</nav>
${groups
  .map(
    ([id, name, body]) => `<section id="${id}" data-group aria-labelledby="${id}-title">
<h2 id="${id}-title">${escape(name)}</h2>
${body}
</section>`,
  )
  .join('\n')}
${predictions(finding)}
</main>`
}

function list(entries: readonly string[]): string {
  return `<ul>\n${entries.join('\n')}\n</ul>`
}

/** Links to a slide and to its place in the reading view, and the button that cites an address. */
function links(slide: string, address: string, text: string): string {
  const plain = escape(text)
  return `<p class="do"><a href="../#/${escape(address)}" aria-label="Slide: ${plain}">Slide</a>
<a href="../read/#${escape(address === slide ? slide : address)}" aria-label="Read: ${plain}">Read</a>
<button type="button" data-cite="${escape(address)}" data-cite-text="${plain}" aria-label="Cite: ${plain}" hidden>Cite</button></p>`
}

function rules({ talk, rendered }: Finding): string[] {
  return eachClaim(talk, ({ kind }) => kind === 'rule').map(({ slide, claim }) => {
    const html = sentencesIn(rendered[slide.alias] ?? '').get(claim.id) ?? ''
    const named = `Rule ${claim.no ?? ''}: ${textOf(html)}`
    return `<li class="entry" id="${claim.id}"><p><span class="label">${escape(claim.no ?? '')}</span> ${html}</p>
<p class="about">${claim.level ? MARKS[claim.level] : ''}</p>
${links(slide.alias, claim.id, named)}</li>`
  })
}

function claims({ talk, rendered }: Finding): string[] {
  return eachClaim(talk, ({ kind }) => kind !== 'rule').map(({ slide, claim }) => {
    const html = sentencesIn(rendered[slide.alias] ?? '').get(claim.id) ?? ''
    return `<li class="entry" id="${claim.id}"><p class="about">${claim.level ? MARKS[claim.level] : 'Answer'} · ${withCode(slide.title)}</p>
<p>${html}</p>
${links(slide.alias, claim.id, textOf(html))}</li>`
  })
}

function eachClaim(
  { slides }: CompanionTalk,
  wanted: (claim: Claim) => boolean,
): { slide: CompanionSlide; claim: Claim }[] {
  return slides.flatMap((slide) => slide.claims.filter(wanted).map((claim) => ({ slide, claim })))
}

function termEntry({ term, means, shown }: (typeof TERMS)[number], { slides }: CompanionTalk): string {
  const id = termAddress(term)
  // A shorter path through the talk leaves slides out.
  const places = slides.some(({ alias }) => alias === shown)
    ? `<a href="../#/${shown}" aria-label="Slide that shows ${escape(term)}">Slide</a>
<a href="../read/#${shown}" aria-label="Read about ${escape(term)}">Read</a>`
    : ''
  return `<li class="entry" id="${id}"><p><dfn>${escape(term)}</dfn>: ${withCode(means)}</p>
<p class="do">${places}
<button type="button" data-cite="${id}" data-cite-text="${escape(term)}" aria-label="Cite: ${escape(term)}" hidden>Cite</button></p></li>`
}

function programs({ talk, recordings }: Finding): string[] {
  return [...recordings.values()].map((recording) => {
    const { name, source } = recording
    const id = snippetAddress(name)
    const about = [...source.text.matchAll(/^\/\/! ?(.*)$/gm)].map(([, line]) => line).join(' ')
    const shown = talk.slides.filter(({ recordings: names }) => names.includes(name))
    const explorers = Object.values(recording.builds).map(
      (build) =>
        `<a href="${escape(compilerExplorerUrl(programOf(recording, build)))}" aria-label="${escape(name)}.rs, ${escape(build.profile)}, in the Compiler Explorer">${escape(build.profile)}</a>`,
    )
    const [build] = Object.values(recording.builds)
    const playground = build
      ? `<a href="${escape(playgroundUrl(programOf(recording, build)))}" aria-label="${escape(name)}.rs in the Rust Playground">Rust Playground</a>`
      : ''
    return `<li class="entry" id="${id}"><p><code>${escape(name)}.rs</code> <span class="about">${withCode(about)}</span></p>
<p class="do"><button type="button" data-copy="${id}-text" aria-label="Copy ${escape(name)}.rs" hidden>Copy</button>
${playground}
${explorers.length > 0 ? `<span>Compiler Explorer: ${explorers.join(', ')}</span>` : ''}
<button type="button" data-cite="${id}" data-cite-text="${escape(name)}.rs" aria-label="Cite: ${escape(name)}.rs" hidden>Cite</button></p>
<details><summary>The program, shown on ${shown.map(({ no }) => `slide ${no}`).join(', ')}</summary>
<pre tabindex="0" role="region" aria-label="${escape(name)}.rs"><code id="${id}-text">${escape(source.text)}</code></pre>
<p class="do">${shown.map(({ alias, title }) => `<a href="../read/#${alias}">${withCode(title)}</a>`).join('<br>')}</p></details></li>`
  })
}

/** The pages that promises and facts are taken from, each with the slides that name it. */
function sources({ talk }: Finding): string[] {
  const named = talk.slides.flatMap((slide) => sourcesOf(slide.markdown).map((source) => ({ ...source, slide })))
  return [...new Set(named.map(({ address }) => address))].map((address) => {
    const uses = named.filter((one) => one.address === address)
    const slides = uses.map(({ slide }) => `<a href="../#/${escape(slide.alias)}">${withCode(slide.title)}</a>`)
    return `<li class="entry"><p><a href="${escape(address)}">${escape(uses[0]?.name ?? address)}</a></p>
<p class="about">${slides.join(' · ')}</p></li>`
  })
}

function questions({ talk, sections }: Finding): string[] {
  const listed = contents(talk.slides, sections)
  return talk.slides
    .filter(({ section, appendix }) => section > 0 || appendix)
    .map(
      ({
        alias,
        title,
      }) => `<li class="entry" id="${alias}"><p><span class="label">${escape(labelOf(alias, talk.slides, listed))}</span> ${withCode(title)}</p>
${links(alias, alias, title.replaceAll('`', ''))}</li>`,
    )
}

/** Every prediction with its options; the page's script shows what this viewer chose, and which was right. */
function predictions({ talk, rendered }: Finding): string {
  const items = talk.slides.flatMap(({ alias, title }) =>
    [...predictionsIn(rendered[alias] ?? ''), ...votesIn(rendered[alias] ?? '')].map(
      ({
        id,
        right,
        question,
        asked,
        options,
      }) => `<li class="entry" data-prediction="${escape(id)}" data-right="${escape(right)}">
<p><a href="../read/#${alias}">${withCode(title)}</a></p>
<p class="about">${escape(question)}${asked ? `<br>${asked}` : ''}</p>
<p class="open">Not predicted yet.</p>
<ul class="options">
${options.map(({ value, html }) => `<li data-value="${escape(value)}"><b class="mark"></b>${html}</li>`).join('\n')}
</ul></li>`,
    ),
  )
  return `<section id="predictions" aria-labelledby="predictions-title">
<h2 id="predictions-title">Your predictions</h2>
<p>What you choose on the slides or in the reading view is kept by this browser, on this machine, and sent nowhere.</p>
<div data-score hidden>
<p class="score" role="status" data-score-says></p>
<button type="button" data-forget hidden>Forget them</button>
${list(items)}
</div>
</section>`
}
