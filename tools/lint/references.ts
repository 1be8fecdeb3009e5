import type { Recording } from '../../recorder/schema.ts'
import { figure } from '../../scene/figure.ts'
import { rightValue } from '../../scene/prediction.ts'
import { planAsm } from '../../scene/rust-to-asm/plan.ts'
import { refused, type Complaint } from './complaint.ts'
import { findingAt, type Page } from './deck.ts'
import type { Finding } from './finding.ts'
import { checkDrawing } from './drawings.ts'
import type { Attribute, Tag } from './markup.ts'
import { checkStage, withoutColours } from './stage.ts'

/** Recordings by name; `undefined` for one that cannot be read, which has its own finding. */
export type Recordings = Map<string, Recording | undefined>

/**
 * What a tag of a page asks of recordings: the recording itself, its region, builds, functions,
 * steps and figures, and for a `Predict` that exactly one of its options is what was recorded.
 * @param tags all tags of the slide
 */
export function checkReferences(page: Page, tag: Tag, tags: Tag[], recordings: Recordings): Finding[] {
  const named = tag.attributes.find(({ name }) => name === 'recording' || name === 'recordings')
  if (!named) return []
  const finding = (offset: number, message: string) => findingAt(page, offset, 'recording', message)
  if (named.bound) return [finding(named.start, `Write ${named.name}="name": the build embeds it by name.`)]
  const names = wordsOf(named)
  if (names.length === 0) return [finding(named.start, `${named.name} names no recording.`)]
  if (named.name === 'recording' && names.length > 1) {
    return [finding(named.start, 'recording="…" takes one name; several go into recordings="…".')]
  }
  const known = [...recordings.keys()].join(', ') || 'none'
  const unknown = names
    .filter(({ word }) => !recordings.has(word))
    .map(({ word, start }) => finding(start, `There is no recordings/${word}.json. Known: ${known}.`))
  const asked = names.flatMap(({ word }) => recordings.get(word) ?? [])
  return [
    ...unknown,
    ...asked
      .flatMap((recording) => [
        ...firstOf(
          () => [...checkRegion(tag, recording), ...checkBuilds(tag, recording)],
          () => (tag.name === 'MemoryStage' ? checkStage(tag, recording) : checkDrawing(tag, recording)),
        ),
        ...checkFigures(tag, recording),
        ...(tag.name === 'Predict' ? checkOptions(tag, tags, recording) : []),
      ])
      .map(({ start, message }) => finding(start, message)),
    ...(tag.name === 'RustToAsm' && unknown.length === 0 ? checkAssembly(tag, asked) : []).map(({ start, message }) =>
      finding(start, message),
    ),
  ]
}

/** What the first check finds, else what the next one does: a wrong build is not told twice. */
function firstOf(...checks: (() => Complaint[])[]): Complaint[] {
  for (const check of checks) {
    const complaints = check()
    if (complaints.length > 0) return complaints
  }
  return []
}

function wordsOf({ value, valueStart }: Attribute): { word: string; start: number }[] {
  return [...value.matchAll(/[^\s,]+/g)].map((match) => ({ word: match[0], start: valueStart + match.index }))
}

function typed(tag: Tag, name: string): Attribute | undefined {
  return tag.attributes.find((attribute) => attribute.name === name && !attribute.bound)
}

function listed(names: string[]): string {
  return names.join(', ') || 'none'
}

function checkRegion(tag: Tag, { source }: Recording): Complaint[] {
  const region = typed(tag, 'region')
  if (!region || region.value in source.regions) return []
  const message = `${source.file} has no "#region ${region.value}". It has: ${listed(Object.keys(source.regions))}.`
  return [{ start: region.valueStart, message }]
}

function checkBuilds(tag: Tag, { name, builds }: Recording): Complaint[] {
  return ['build', 'builds'].flatMap((key) => {
    const attribute = typed(tag, key)
    return (attribute ? wordsOf(attribute) : [])
      .filter(({ word }) => !(word in builds))
      .map(({ word, start }) => ({
        start,
        message: `The recording ${name} has no build "${word}". It has: ${listed(Object.keys(builds))}.`,
      }))
  })
}

function checkFigures(tag: Tag, recording: Recording): Complaint[] {
  const of = typed(tag, 'of')
  if (!of) return []
  return wordsOf(of).flatMap(({ word, start }) => refused(start, () => figure(recording, word)))
}

/** Functions, builds, lines and roles that a magic move to assembly shows and lights. */
function checkAssembly(tag: Tag, recordings: Recording[]): Complaint[] {
  const show = typed(tag, 'show')
  if (!show || recordings.length === 0) return []
  const value = (name: string) => typed(tag, name)?.value
  const shown = {
    show: show.value,
    function: value('function'),
    region: value('region'),
    recordings: recordings.map(withoutColours),
  }
  // One after the other, so that the finding stands at the attribute that is wrong.
  const [keep, highlight] = [value('keep'), value('highlight')]
  const asked = [
    { at: show, request: shown },
    { at: typed(tag, 'keep'), request: { ...shown, keep } },
    { at: typed(tag, 'highlight'), request: { ...shown, keep, highlight } },
  ]
  for (const { at, request } of asked) {
    const wrong = at ? refused(at.valueStart, () => planAsm(request)) : []
    if (wrong.length > 0) return wrong
  }
  return []
}

function checkOptions(tag: Tag, tags: Tag[], recording: Recording): Complaint[] {
  const of = typed(tag, 'of')
  if (!of || checkFigures(tag, recording).length > 0) return []
  const right = rightValue(recording, of.value)
  const values = tags
    .filter(({ name, start, end }) => name === 'Option' && start >= tag.inner.start && end <= tag.inner.end)
    .map((option) => typed(option, 'value')?.value)
  const matching = values.filter((value) => value === right).length
  if (matching === 1) return []
  const message =
    `${matching} of the options ${listed(values.map(String))} say what ${recording.name} recorded,` +
    ` which is ${right}: exactly one must.`
  return [{ start: tag.start, message }]
}
