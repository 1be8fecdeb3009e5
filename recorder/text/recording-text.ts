/**
 * A recording's memory as text for a terminal: of each step the line that runs next, each frame with its
 * variables, the heap, static data, and what has changed since the step before.
 *
 *     recordingText(recording, { width: 80, builds: ['debug'] })
 */
import { statesOf } from '../../scene/replay.ts'
import type { Recording } from '../schema.ts'
import type { MemoryState, Trace } from '../trace-schema.ts'
import { itemText, itemsOf, type FrameItems, type Item, type StateItems } from './state-items.ts'
import { valueText } from './value-text.ts'

/** Colours; each takes a text and gives it back between its escape codes. */
export type Paint = Record<'heading' | 'dim' | 'added' | 'changed' | 'gone', (text: string) => string>

/** How to write. */
export interface TextOptions {
  /** Columns of the terminal. */
  width: number
  /** Builds to show, of those that the recording has. */
  builds?: string[]
  /** Whether what is as it was at the step before is only named. */
  brief?: boolean
  /** No colours by default. */
  paint?: Paint
}

/** What of a recording is written: a whole one, or what a test has made. */
export type Written = Pick<Recording, 'title' | 'toolchain' | 'refusal'> & {
  source: Pick<Recording['source'], 'file' | 'text'>
  builds: Record<string, { trace?: Trace }>
}

const same = (text: string) => text
const PLAIN: Paint = { heading: same, dim: same, added: same, changed: same, gone: same }

/** Columns of the longest state, `uninitialised`. */
const STATE_COLUMNS = 13
/** Columns before what an item is: the mark of its change and its state. */
const INDENT = 4 + STATE_COLUMNS + 2
/** Of a deeper stack, frames that are as before are folded. */
const DEEP = 6
/** Fields of a big value that get a line of their own. */
const MOST_FIELDS = 12

interface Page {
  width: number
  paint: Paint
  brief: boolean
  source: string[]
}

/** A text in at most `room` columns. */
function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.max(1, room - 1))}…`
}

function rule(text: string, width: number): string {
  const head = `── ${text} `
  return head + '─'.repeat(Math.max(2, width - head.length))
}

/** The recording's memory, build by build, thread by thread, step by step. */
export function recordingText(recording: Written, options: TextOptions): string {
  const { builds, brief = false, paint = PLAIN, width } = options
  const { source, title, toolchain, refusal } = recording
  const page = { width, paint, brief, source: source.text.split('\n') }
  const named = title === source.file ? title : `${source.file}: ${title}`
  const lines = wrapped(named, width).map(paint.heading)
  if (refusal) return [...lines, '', 'rustc refuses it:', '', refusal.message, ''].join('\n')
  const asked = Object.entries(recording.builds).filter(([name]) => builds?.includes(name) ?? true)
  for (const [name, { trace }] of asked) {
    if (trace && trace.threads.length > 0) {
      lines.push('', `${name} build by rustc ${toolchain.rustc} for ${toolchain.target}`, ...traceLines(trace, page))
    } else lines.push('', ...wrapped(withoutSteps(name, trace), width))
  }
  return `${lines.join('\n')}\n`
}

/** Why a build shows nothing: its steps were not asked for, or optimisation has left none. */
function withoutSteps(build: string, trace: Trace | undefined): string {
  return trace && trace.instructionRuns.length === 0
    ? `The ${build} build has no steps: no line of the program is left in it.`
    : `Of the ${build} build no steps are recorded.`
}

function traceLines(trace: Trace, page: Page): string[] {
  const { paint, width } = page
  const lines = wrapped('Since the step before: + new, ~ changed, - gone. #0 is a heap block, → leads to.', width).map(
    paint.dim,
  )
  lines.push(...trace.notes.flatMap((note) => wrapped(`note: ${note}`, width)))
  for (const [number, thread] of trace.threads.entries()) {
    const states = statesOf(thread)
    let before: StateItems | undefined
    for (const [i, state] of states.entries()) {
      const now = itemsOf(state)
      const which = trace.threads.length > 1 ? ` of thread ${number}${thread.name ? ` (${thread.name})` : ''}` : ''
      lines.push(
        '',
        paint.heading(
          rule(
            cut(`step ${i + 1} of ${states.length}${which}: line ${state.line} in ${state.function}`, width - 6),
            width,
          ),
        ),
      )
      lines.push(...stepLines(state, now, before, page))
      before = now
    }
  }
  if (trace.truncated !== undefined) {
    lines.push('', `The recording ends here, at its limit of ${trace.truncated} steps: --steps sets another.`)
  }
  return lines
}

/** A sentence on as many lines as it needs. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(lines.length > 0 ? `  ${word}` : word)
  }
  return lines
}

function stepLines(state: MemoryState, now: StateItems, before: StateItems | undefined, page: Page): string[] {
  const { paint, width, source } = page
  const lines = [cut(`${String(state.line).padStart(4)} │ ${source[state.line - 1] ?? ''}`, width)]
  lines.push(...happening(state, now, page))
  lines.push(...stackLines(now.frames, before?.frames, page))
  const calls = state.calls === 1 ? '1 call' : `${state.calls} calls`
  const heap = blockLines(now.blocks, before?.blocks, page)
  if (state.calls > 0) lines.push(paint.dim(`heap, after ${calls} of the allocator`), ...heap)
  const data = staticLines(now.statics, before?.statics, page)
  if (data.length > 0) lines.push(paint.dim('static data'), ...data)
  return lines
}

/** What happens at a step that is no ordinary line. */
function happening({ event, message, returning }: MemoryState, now: StateItems, { width }: Page): string[] {
  if (returning) {
    const { function: name, type, place, value } = returning
    const where = place.startsWith('0x') ? "the caller's memory" : place
    const head = `     │ ${name} returns ${type} in ${where}`
    const nameOf = now.frames.at(-1)?.nameOf
    return [cut(value && nameOf ? `${head}: ${valueText(value, nameOf, width - head.length - 2)}` : head, width)]
  }
  if (event === undefined) return []
  return [cut(`     │ ${event}${message === undefined ? '' : `: ${message}`}`, width)]
}

type Change = 'added' | 'changed' | 'same'

const MARKS: Record<Change, string> = { added: '+', changed: '~', same: ' ' }

/** Tells how an item differs from the step before; at the first step nothing is marked. */
function comparer(before: Item[] | undefined): (item: Item) => Change {
  const known = new Map(before?.map((item) => [item.key, itemText(item)]))
  return (item) => {
    if (!before) return 'same'
    const text = known.get(item.key)
    return text === undefined ? 'added' : text === itemText(item) ? 'same' : 'changed'
  }
}

function itemLines(item: Item, change: Change, { width, paint }: Page): string[] {
  const { state, what, value, nameOf } = item
  const colour = change === 'same' ? same : paint[change]
  const head = `  ${MARKS[change]} ${state.padEnd(STATE_COLUMNS)}  ${what}`
  if (!value) return [colour(cut(head, width))]
  const whole = `${head} = ${valueText(value, nameOf)}`
  if (whole.length <= width) return [colour(whole)]
  // Too long for one line: each field has its own.
  const fields = value.fields ?? []
  const indent = ' '.repeat(INDENT + 2)
  const room = width - indent.length
  const isSplit = fields.length > 1 && value.kind !== 'array' && value.text === undefined
  const rest = isSplit
    ? fields.slice(0, MOST_FIELDS).map((field) => {
        const label = field.kind === 'padding' || field.name === undefined ? '' : `${field.name}: `
        return `${indent}${label}${valueText(field, nameOf, room - label.length)}`
      })
    : [`${indent}${valueText(value, nameOf, room)}`]
  const left = isSplit ? fields.length - MOST_FIELDS : 0
  const more = left > 0 ? [`${indent}… ${left} more fields`] : []
  const variant = isSplit && value.variant !== undefined ? ` ${value.variant}` : ''
  return [`${cut(head, width - variant.length - 2)} =${variant}`, ...rest, ...more].map((line) =>
    colour(cut(line, width)),
  )
}

function goneLine(item: Item, why: string, { width, paint }: Page): string {
  return paint.gone(cut(`  - ${why.padEnd(STATE_COLUMNS)}  ${item.what}`, width))
}

function asBefore(names: string[], between: string, { width, paint }: Page): string {
  return paint.dim(cut(`    as before: ${names.join(between)}`, width))
}

/** Frames, outermost first; then those that have returned. */
function stackLines(frames: FrameItems[], before: FrameItems[] | undefined, page: Page): string[] {
  const { paint, width, brief } = page
  const known = new Map(before?.map((frame) => [frame.id, frame]))
  const compared = frames.map((frame) => {
    const old = known.get(frame.id)
    const changeOf = comparer(before && (old?.items ?? []))
    const marked = frame.items.map((item) => ({ item, change: changeOf(item) }))
    const gone = (old?.items ?? []).filter(({ key }) => !frame.items.some((item) => item.key === key))
    const isSame = old !== undefined && gone.length === 0 && marked.every(({ change }) => change === 'same')
    return { frame, marked, gone, isSame, isNew: before !== undefined && !old }
  })
  const lines: string[] = []
  let folded: string[] = []
  const unfold = () => {
    if (folded.length > 0)
      lines.push(paint.dim(cut(`… ${folded.length} frames as before: ${folded.join(', ')}`, width)))
    folded = []
  }
  for (const [i, { frame, marked, gone, isSame, isNew }] of compared.entries()) {
    if (frames.length > DEEP && isSame && i > 0 && i < frames.length - 2) {
      folded.push(frame.name)
      continue
    }
    unfold()
    if (brief && isSame && i < frames.length - 1) {
      lines.push(paint.dim(cut(`${frame.what}, as before`, width)))
      continue
    }
    const head = cut(`${isNew ? '+ ' : ''}${frame.what}`, width)
    lines.push(isNew ? paint.added(head) : paint.heading(head))
    const isShown = ({ change }: { change: Change }) => !brief || !before || change !== 'same'
    const names = marked.filter((one) => !isShown(one)).map(({ item }) => item.name)
    lines.push(...marked.filter(isShown).flatMap(({ item, change }) => itemLines(item, change, page)))
    if (names.length > 0) lines.push(asBefore(names, ', ', page))
    lines.push(...gone.map((item) => goneLine(item, 'out of scope', page)))
  }
  const left = (before ?? []).filter(({ id }) => !frames.some((frame) => frame.id === id))
  return [...lines, ...left.map(({ name }) => paint.gone(cut(`- ${name} has returned`, width)))]
}

/** Heap blocks; those that were freed before are only counted. */
function blockLines(blocks: Item[], before: Item[] | undefined, page: Page): string[] {
  const changeOf = comparer(before)
  const marked = blocks.map((item) => ({ item, change: changeOf(item) }))
  const unchanged = marked.filter(({ change }) => change === 'same').map(({ item }) => item)
  const live = page.brief && before ? unchanged.filter(({ state }) => state !== 'freed').map(({ name }) => name) : []
  const freed = unchanged.filter(({ state }) => state === 'freed').map(({ name }) => name)
  const isShown = ({ item, change }: { item: Item; change: Change }) =>
    change !== 'same' || (item.state !== 'freed' && !(page.brief && before))
  return [
    ...marked.filter(isShown).flatMap(({ item, change }) => itemLines(item, change, page)),
    ...(live.length === 0 ? [] : [asBefore(live, ' ', page)]),
    ...(freed.length === 0 ? [] : [page.paint.dim(cut(`    freed before: ${freed.join(' ')}`, page.width))]),
  ]
}

/** Static data that is new or changed; the rest is only named. */
function staticLines(statics: Item[], before: Item[] | undefined, page: Page): string[] {
  const changeOf = comparer(before)
  const marked = statics.map((item) => ({ item, change: changeOf(item) }))
  const isShown = ({ change }: { change: Change }) => before === undefined || change !== 'same'
  const shown = marked.filter(isShown).flatMap(({ item, change }) => itemLines(item, change, page))
  const names = marked.filter((one) => !isShown(one)).map(({ item }) => item.name)
  return names.length === 0 ? shown : [...shown, asBefore(names, ', ', page)]
}
