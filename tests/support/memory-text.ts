import type { MemoryState, PointerTarget, Value } from '../../recorder/trace-schema.ts'
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
      return `-> nothing (${target.why})`
    default:
      return ''
  }
}

function valueText(value: Value): string {
  if (value.kind === 'padding') return `${value.name ?? 'padding'}@${value.offset} ${value.size} B`
  const tag = value.discriminant
  const parts = [
    value.name === undefined ? '' : `${value.name}@${value.offset}`,
    value.variant ?? '',
    tag ? `<${tag.niche ? 'niche' : 'tag'} ${tag.size} B @${tag.offset} = ${tag.value ?? 'its own bytes'}>` : '',
    // Addresses and untyped bytes differ between machines.
    value.kind === 'pointer' ? targetText(value.target) : value.kind === 'bytes' ? 'bytes' : value.text === undefined ? '' : JSON.stringify(value.text),
    value.length === undefined ? '' : `x${value.length}`,
    value.moved ? 'MOVED' : '',
    value.fields ? `{ ${value.fields.map(valueText).join(', ')} }` : '',
    value.omitted === undefined ? '' : `… ${value.omitted} more`,
  ]
  return parts.filter(Boolean).join(' ')
}

/** A state as lines of text without addresses. */
function stateLines(state: MemoryState): string[] {
  const lines: string[] = []
  for (const frame of state.frames) {
    lines.push(
      `  f${frame.id} ${frame.function} at ${frame.line}, ${frame.size} B, returns to ${frame.returns?.to ?? '?'}`,
    )
    for (const local of frame.locals) {
      const role = `${local.argument ? 'argument ' : ''}${local.captured ? 'captured ' : ''}`
      const value = local.value ? `= ${valueText(local.value)}` : ''
      lines.push(
        `    f${frame.id}.${local.id} ${role}${local.name}: ${local.type}, ${local.size} B, ${local.state} ${value}`,
      )
    }
  }
  for (const block of state.blocks) {
    const use = block.length === undefined ? '' : `, ${block.length} of ${block.capacity ?? '?'}`
    const moved = (block.reallocated ?? []).map(
      ({ oldSize, newSize }) => `, ${oldSize} to ${newSize} B`,
    ).join('')
    const value = block.value ? `= ${valueText(block.value)}` : ''
    lines.push(
      `  #${block.id} ${block.type ?? 'untyped'}, ${block.size} B, line ${block.line ?? '?'}, ${block.state}${use}${moved} ${value}`,
    )
  }
  for (const datum of state.statics) {
    const value = datum.value ? `= ${valueText(datum.value)}` : ''
    lines.push(
      `  s${datum.id} ${datum.kind} ${datum.name ?? ''} ${datum.type ?? ''}, ${datum.size} B ${datum.section ?? ''} ${value}`,
    )
  }
  const { returning } = state
  if (returning) {
    const place = returning.place.startsWith('0x') ? "the caller's memory" : returning.place
    lines.push(
      `  ${returning.function} returns ${returning.type} in ${place} ${returning.value ? valueText(returning.value) : ''}`,
    )
  }
  return lines.map((line) => line.trimEnd())
}

/** A recording as text to be reviewed: of each step what differs from the one before. */
export function memoryText({ states, trace }: RecordedProgram): string {
  const out: string[] = [
    ...trace.notes.map((note) => `note: ${note}`),
    ...(trace.truncated ? ['truncated'] : []),
  ]
  for (const [thread, steps] of states.entries()) {
    let before: string[] = []
    for (const [i, state] of steps.entries()) {
      const happened = [state.event, state.message].filter(Boolean).join(': ')
      out.push(
        `step ${i}${thread ? ` of thread ${thread}` : ''}: line ${state.line} in ${state.function}, ${state.calls} calls ${happened}`.trimEnd(),
      )
      const lines = stateLines(state)
      out.push(...lines.filter((line) => !before.includes(line)))
      before = lines
    }
  }
  return `${out.join('\n')}\n`
}
