import type { Recording } from '../../recorder/schema.ts'
import { playCpu } from '../../scene/cpu/play-cpu.ts'
import { statesOf } from '../../scene/replay.ts'
import { chooseSteps } from '../../scene/stage/steps.ts'
import type { TalkSlide } from '../../tools/lint/deck.ts'
import type { Tag } from '../../tools/lint/markup.ts'

type RecordingOf = (name: string) => Recording | undefined

/**
 * How many clicks a slide has, as its markup and recordings say: revealed predictions and parts, `v-click`, counts
 * kept back, the states of Rust that becomes assembly, the groups of an address space, the steps of a stage.
 * @returns `undefined` for a slide with something whose clicks only Slidev knows.
 */
export function clicksOf({ slide, page }: TalkSlide, recordingOf: RecordingOf): number | undefined {
  const { tags, fences } = slide.markup
  if (
    tags.some(({ name }) => /^v-(clicks|switch)$/.test(name)) ||
    fences.some(({ info }) => info.includes('magic-move'))
  )
    return undefined
  const text = page.text.slice(slide.content.start, slide.content.end)
  const given = [...text.matchAll(/(?:\bv-click|\bat)="(\d+)"/g)].map(([, at]) => Number(at))
  return Math.max(0, ...given, ...tags.map((tag) => clicksOfTag(tag, recordingOf)))
}

function clicksOfTag(tag: Tag, recordingOf: RecordingOf): number {
  const value = (key: string) => tag.attributes.find(({ name }) => name === key)?.value
  const recording = recordingOf(value('recording') ?? '')
  const asks = tag.attributes.some(({ name }) => name === 'ask')
  if (asks && ['CallsByLine', 'CollectionTable', 'HeatMap'].includes(tag.name)) return 1
  if (tag.name === 'Revealed') return 1
  if (tag.name === 'RustToAsm')
    return countOf(value('show'), /\s+/) - 1 + countOf(value('highlight')?.replace(/[^;]*: first [^;]*/g, ''), ';')
  if (tag.name === 'AddressSpace')
    return tag.attributes.some(({ name }) => name === 'alone') ? 0 : countOf(value('groups'), ';')
  if (tag.name === 'MemoryStage' && recording) {
    const thread = recording.builds[value('build') ?? 'debug']!.trace!.threads[Number(value('thread') ?? 0)]!
    return chooseSteps(statesOf(thread), value('steps'), recording.source).length - 1
  }
  if (tag.name === 'CpuStage' && recording) {
    const highlighted = recording.source.text.split('\n').map((line) => [{ text: line, style: 'plain' as const }])
    const request = { recording: { ...recording, highlighted }, build: value('build') ?? 'release' }
    return playCpu({ ...request, function: value('function'), steps: value('steps') }).clicks.length
  }
  return 0
}

function countOf(text: string | undefined, separator: string | RegExp): number {
  return (text ?? '').split(separator).filter((part) => part.trim() !== '').length
}

/** How many clicks a slide's note marks with `[click]` or `[click:3]`. */
export function marksOf({ slide }: TalkSlide): number {
  const marks = [...(slide.note?.text ?? '').matchAll(/\[click(?::(\d+))?\]/gi)]
  return marks.reduce((total, [, several]) => total + Number(several ?? 1), 0)
}
