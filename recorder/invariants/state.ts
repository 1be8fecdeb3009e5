import type { Frame, MemoryState, Value } from '../trace-schema.ts'

const number = (address: string | undefined) => Number(address)

/** What is wrong with a value tree: fields that overlap, leave their parent, or leave a gap. */
function valueFaults(value: Value, path: string): string[] {
  const faults: string[] = []
  const fields = value.fields ?? []
  for (const field of fields) {
    const name = `${path}.${field.name ?? field.kind}`
    const inside = field.offset >= value.offset && field.offset + field.size <= value.offset + value.size
    if (!inside) faults.push(`${name} lies outside of its parent`)
    faults.push(...valueFaults(field, name))
  }
  if (value.kind === 'union' || fields.length === 0) return faults
  const taken = [...fields, ...(value.discriminant && !value.discriminant.niche ? [value.discriminant] : [])]
    .filter((one) => one.size > 0)
    .sort((a, b) => a.offset - b.offset)
  let at = value.offset
  for (const one of taken) {
    if (one.offset < at) faults.push(`${path} has members that overlap at ${one.offset}`)
    if (one.offset > at && value.omitted === undefined && !value.discriminant?.niche) {
      faults.push(`${path} has a gap at ${at}`)
    }
    at = Math.max(at, one.offset + one.size)
  }
  return faults
}

/** Pointers of a value, its fields' included. */
export function pointersIn(value: Value | undefined): Value[] {
  if (!value) return []
  return [...(value.kind === 'pointer' ? [value] : []), ...(value.fields ?? []).flatMap(pointersIn)]
}

/** The address that a target means, from the state's own addresses. */
function meant(pointer: Value, state: MemoryState): number | undefined {
  const target = pointer.target
  if (target?.kind === 'heap') {
    const block = state.blocks.find((one) => one.id === target.block)
    return block ? number(block.address) + target.offset : NaN
  }
  if (target?.kind === 'static') {
    const datum = state.statics.find((one) => one.id === target.datum)
    return datum ? number(datum.address) + target.offset : NaN
  }
  if (target?.kind === 'stack') {
    const frame = state.frames.find((one) => one.id === target.frame)
    if (!frame) return undefined
    const local = frame.locals.find((one) => one.id === target.local)
    return number(target.local === undefined ? frame.low : local?.address) + target.offset
  }
  return undefined
}

function frameFaults(frame: Frame, inner: Frame | undefined): string[] {
  const faults: string[] = []
  if (number(frame.high) - number(frame.low) !== frame.size) faults.push(`${frame.function}: size is not high - low`)
  if (inner && number(inner.high) > number(frame.low)) faults.push(`${inner.function} overlaps ${frame.function}`)
  const ids = frame.locals.map((local) => local.id)
  if (new Set(ids).size !== ids.length) faults.push(`${frame.function}: two locals have one id`)
  for (const local of frame.locals) {
    if (frame.inlined || local.address === undefined || local.captured || local.via || local.register) continue
    const at = number(local.address)
    // A big argument is passed by address: it lies in the frame of the caller.
    if (local.argument && at >= number(frame.high)) continue
    // A leaf function may use the 128 bytes below rsp (System V ABI, "The Stack Frame").
    if (at < number(frame.low) - 128 || at + local.size > number(frame.high)) {
      faults.push(`${frame.function}: ${local.name} lies outside of its frame`)
    }
  }
  return faults
}

/** What contradicts itself in a state; empty for a sound one. */
export function memoryFaults(state: MemoryState): string[] {
  const faults = state.frames.flatMap((frame, i) => frameFaults(frame, state.frames[i + 1]))
  const values: [string, Value][] = [
    ...state.frames.flatMap((frame) =>
      frame.locals.flatMap((local): [string, Value][] =>
        local.value ? [[`${frame.function}/${local.name}`, local.value]] : [],
      ),
    ),
    ...state.blocks.flatMap((block): [string, Value][] => (block.value ? [[`block ${block.id}`, block.value]] : [])),
    ...state.statics.flatMap((datum): [string, Value][] => (datum.value ? [[`static ${datum.id}`, datum.value]] : [])),
  ]
  for (const [path, value] of values) {
    faults.push(...valueFaults(value, path))
    for (const pointer of pointersIn(value)) {
      const address = meant(pointer, state)
      if (address !== undefined && address !== number(pointer.text)) {
        faults.push(`${path}: ${pointer.name ?? 'it'} holds ${pointer.text} but its target is elsewhere`)
      }
    }
  }
  const live = state.blocks.filter((block) => block.state === 'live')
  for (const block of live) {
    const start = number(block.address)
    const over = live.find(
      (one) => one !== block && number(one.address) >= start && number(one.address) < start + block.size,
    )
    if (over) faults.push(`blocks ${block.id} and ${over.id} overlap`)
  }
  return faults.map((fault) => `line ${state.line}: ${fault}`)
}
