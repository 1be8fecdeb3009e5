import { withoutAddresses } from '../../recorder/meaning.ts'
import type { MemoryState, PointerTarget, Value } from '../../recorder/trace-schema.ts'
import { recordingText } from '../../recorder/text/recording-text.ts'
import type { RecordedProgram } from './recorded-program.ts'

/** A target by name: block `#1`, frame and local `f0.2`, static `s3`, with the offset. */
function targetText(target: PointerTarget | undefined): string {
  switch (target?.kind) {
    case 'heap':
      return `-> #${target.block}+${target.offset}`
    case 'stack':
      return `-> f${target.frame}.${target.local ?? 'other'}+${target.offset}`
    case 'static':
      return `-> s${target.datum}+${target.offset}`
    case 'code':
      return `-> fn ${target.function}`
    case 'dangling':
      return `-> ${target.where ?? `nothing (${target.why})`}`
    default:
      return ''
  }
}

function tagText(tag: Value['discriminant']): string {
  if (!tag) return ''
  return `<${tag.niche ? 'niche' : 'tag'} ${tag.size} B @${tag.offset} = ${tag.value ?? 'its own bytes'}>`
}

/** What a value is, without addresses and untyped bytes: they differ between machines. */
function contentText({ kind, text, target }: Value): string {
  if (kind === 'pointer') return targetText(target)
  if (kind === 'bytes') return 'bytes'
  return text === undefined ? '' : JSON.stringify(text)
}

function valueText(value: Value): string {
  if (value.kind === 'padding') return `${value.name ?? 'padding'}@${value.offset} ${value.size} B`
  const parts = [
    value.name === undefined ? '' : `${value.name}@${value.offset}`,
    value.variant ?? '',
    tagText(value.discriminant),
    contentText(value),
    value.length === undefined ? '' : `x${value.length}`,
    value.moved ? 'MOVED' : '',
    value.dropped ? 'DROPPED' : '',
    value.fields ? `{ ${value.fields.map(valueText).join(', ')} }` : '',
    value.omitted === undefined ? '' : `… ${value.omitted} more`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** Words with a single space between them, absent ones left out. */
function words(indent: string, ...parts: (string | false | undefined)[]): string {
  return indent + parts.filter(Boolean).join(' ')
}

const valueOf = (value: Value | undefined) => value && `= ${valueText(value)}`

/** A state as lines of text without addresses. */
function stateLines(state: MemoryState): string[] {
  const lines: string[] = []
  for (const { id, function: name, line, size, inlined, returns, locals } of state.frames) {
    const whole = inlined ? 'inlined' : `${size} B, returns to ${returns?.to ?? '?'}`
    lines.push(words('  ', `f${id} ${name} at ${line}, ${whole}`))
    for (const local of locals) {
      const place = `f${id}.${local.id}`
      const what = `${local.name}: ${local.type}, ${local.size} B, ${local.state}`
      const lost = local.optimisedOut ? '(optimised out)' : local.undescribed && '(undescribed)'
      const role = [local.argument && 'argument', local.captured && 'captured', local.inGuard && 'in guard']
      lines.push(words('    ', place, ...role, what, lost, valueOf(local.value)))
    }
  }
  for (const { id, type, size, line, state: kept, length, capacity, reallocated, value } of state.blocks) {
    const what = `#${id} ${type ?? 'untyped'}, ${size} B, line ${line ?? '?'}, ${kept}`
    const use = length !== undefined && `${length} of ${capacity ?? '?'}`
    const grown = reallocated?.map(({ oldSize, newSize }) => `from ${oldSize} to ${newSize} B`)
    lines.push(words('  ', what, use, ...(grown ?? []), valueOf(value)))
  }
  for (const { id, kind, name, type, size, section, value } of state.statics) {
    lines.push(words('  ', `s${id}`, kind, name, type, `${size} B`, section, valueOf(value)))
  }
  const { returning } = state
  if (returning) {
    const place = returning.place.startsWith('0x') ? "the caller's memory" : returning.place
    lines.push(words('  ', `${returning.function} returns ${returning.type} in ${place}`, valueOf(returning.value)))
  }
  return lines
}

/**
 * A recording as text to be reviewed: of each step what differs from the one before. An integer that is an
 * address, as a thread's id is, reads as the region that it lies in.
 */
export function memoryText({ states, trace, run }: RecordedProgram): string {
  const out = trace.notes.map((note) => `note: ${note}`)
  if (trace.truncated) out.push('truncated')
  for (const [thread, steps] of states.entries()) {
    let before: string[] = []
    for (const [i, { line, function: name, calls, event, message, ...rest }] of steps.entries()) {
      const where = `line ${line} in ${name}, ${calls} calls`
      out.push(words('', `step ${i}`, thread > 0 && `of thread ${thread}`, where, event, message))
      const lines = stateLines({ line, function: name, calls, ...rest })
      out.push(...lines.filter((one) => !before.includes(one)))
      before = lines
    }
  }
  return withoutAddresses(`${out.join('\n')}\n`, run.regions ?? [])
}

const TOOLCHAIN = { rustc: 'VERSION', commit: '', commitDate: '', llvm: '', gdb: '', target: 'TARGET' }

/**
 * What `npm run record -- --text --brief` prints in a terminal of 80 columns, without addresses and untyped
 * bytes.
 */
export function terminalText({ source, build, trace, run }: RecordedProgram): string {
  const builds = { [build]: { trace } }
  const text = recordingText({ title: source.file, toolchain: TOOLCHAIN, source, builds }, { width: 80, brief: true })
  return withoutAddresses(text.replace(/\bbytes [0-9a-f]{2}\b.*$/gm, 'bytes'), run.regions ?? [])
}
