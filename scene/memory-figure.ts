import type { Build, Recording } from '../recorder/schema.ts'
import type { Local, PointerTarget, Value } from '../recorder/trace-schema.ts'
import type { Figure } from './figure.ts'
import { vecGrowth } from './plots/vec-growth.ts'
import { replay } from './replay.ts'

/**
 * What a build's layouts, memory map and traces say; see `figure`.
 * @param rest the parts of the figure's name behind its kind
 */
export function memoryFigure(recording: Recording, build: Build, kind: string, rest: string[]): Figure | undefined {
  const what = rest.at(-1) ?? ''
  const name = rest.slice(0, -1).join('.')
  if (kind === 'layout') return layoutFigure(build, name, what)
  if (kind === 'region') return regionFigure(build, name, what)
  if (kind === 'permissions') {
    const ranges = build.addressSpace?.mappings.filter(({ role }) => role === what) ?? []
    const permissions = [...new Set(ranges.map((range) => range.permissions))]
    return permissions.length > 0 ? { value: permissions.join(' and '), unit: 'place' } : undefined
  }
  if (kind === 'local') return localFigure(build, name, what)
  if (kind === 'capacity') {
    if (!build.trace) return undefined
    const growths = vecGrowth(recording, build.profile)
    const growth = name ? growths.find(({ variable }) => variable === name) : growths[0]
    const point = growth?.points.find(({ length }) => length === Number(what))
    return point && { value: point.capacity, unit: 'element' }
  }
  return kind === 'rsp' ? rspFigure(build, name, what) : undefined
}

function layoutFigure(build: Build, type: string, what: string): Figure | undefined {
  const layout = build.layouts?.find(({ name }) => name === type)
  if (!layout) return undefined
  if (what === 'size' || what === 'align') return { value: layout[what], unit: 'byte' }
  if (what !== 'tells') return undefined
  const { discriminant } = layout
  return { value: discriminant ? (discriminant.niche ? 'niche' : 'tag') : 'nothing', unit: 'place' }
}

function regionFigure({ addressSpace }: Build, variable: string, part: string): Figure | undefined {
  const found = addressSpace?.values.find((value) => value.variable === variable && value.part === part)
  if (!found) return undefined
  const range = found.mapping === undefined ? undefined : addressSpace?.mappings[found.mapping]
  return { value: range?.role ?? 'nowhere', unit: 'place' }
}

function localFigure(build: Build, name: string, what: string): Figure | undefined {
  const seen = localsNamed(build, name)
  const last = seen.at(-1)
  if (!last) return undefined
  if (what === 'size') return { value: last.size, unit: 'byte' }
  if (what === 'ends') return { value: last.state, unit: 'place' }
  if (what === 'slot') return last.address === undefined ? undefined : { value: last.address, unit: 'place' }
  if (what === 'lies') {
    const holder = frameAround(build, name)
    return holder === undefined ? undefined : { value: holder, unit: 'place' }
  }
  const live = seen.findLast(({ state, value }) => state === 'live' && value)
  if (!live) return undefined
  const targets = pointers(live.value)
  if (what === 'leads') {
    const kinds = [...new Set(targets.map(({ kind }) => (kind === 'dangling' ? 'nowhere' : kind)))]
    return { value: kinds.join(' and ') || 'to nothing', unit: 'place' }
  }
  const block = what === 'block' ? targets.find((target) => target.kind === 'heap') : undefined
  return block && { value: `block ${block.block}`, unit: 'place' }
}

/** A local of the main thread at each step at which its frame exists. */
function localsNamed({ trace }: Build, name: string): Local[] {
  const thread = trace?.threads[0]
  if (!thread) return []
  const stateAt = replay(thread)
  return thread.steps.flatMap((_, step) =>
    stateAt(step).frames.flatMap(({ locals }) => locals.filter((local) => local.name === name)),
  )
}

/** The function whose frame holds a local's bytes when the local is last shown; its own, or a caller's. */
function frameAround({ trace }: Build, name: string): string | undefined {
  const thread = trace?.threads[0]
  if (!thread) return undefined
  const stateAt = replay(thread)
  const states = thread.steps.map((_, step) => stateAt(step).frames)
  const shown = states.findLast((frames) => frames.some(({ locals }) => locals.some((local) => local.name === name)))
  const address = shown?.flatMap(({ locals }) => locals).find((local) => local.name === name)?.address
  if (shown === undefined || address === undefined) return undefined
  const at = BigInt(address)
  return shown.find(({ low, high }) => BigInt(low) <= at && at < BigInt(high))?.function
}

function pointers(value: Value | undefined): PointerTarget[] {
  if (!value) return []
  return [...(value.target ? [value.target] : []), ...(value.fields ?? []).flatMap(pointers)]
}

/** Bytes by which the first instruction of a kind moved `rsp`; negative when it moved down. */
function rspFigure(build: Build, name: string, mnemonic: string): Figure | undefined {
  const run = build.trace?.instructionRuns.find((one) => one.function === name)
  const listing = build.listings.find((one) => one.function === name)
  if (!run || !listing) return undefined
  const at = run.steps.findIndex(
    (step) => step.function === name && listing.instructions[step.index]?.mnemonic === mnemonic,
  )
  const after = run.steps[at]?.rsp
  const before = at > 0 ? run.steps[at - 1]?.rsp : run.registers.rsp
  if (after === undefined || before === undefined) return undefined
  return { value: Number(BigInt(after) - BigInt(before)), unit: 'byte' }
}
