/** The process's memory map with the marked variables in it. */
import type { AddressSpace, MemoryState, Value } from '../trace-schema.ts'
import type { Elf } from './elf.ts'
import { parseMaps, type MappedRange } from './mappings.ts'
import { hexAddress } from './scalars.ts'

type Mapping = AddressSpace['mappings'][number]

/** What is known of the process when its map was taken. */
export interface MapRequest {
  /** Text of `/proc/PID/maps`. */
  maps: string
  /** Path of the recorded executable, as the kernel knows it. */
  program: string
  elf: Elf
  base: number
  /** Base of the main thread's thread-local block. */
  fs: number
  /** What memory held then. */
  state: MemoryState
  /** Names of marked lines. */
  marks: Record<string, number>
  /** Declaration lines of the snippet's statics, by name. */
  staticLines: Map<string, number>
}

/** A state and the map of its step. */
export type MappedState = Pick<MapRequest, 'maps' | 'state'>

/** Looks for the last state in which the most variables that are declared on `lines` are live. */
export function mostLive(lines: number[]): { look: (one: MappedState) => void; found: () => MappedState | undefined } {
  const marked = new Set(lines)
  let best: MappedState | undefined
  let most = 0
  return {
    found: () => best,
    look: (one) => {
      const locals = one.state.frames.flatMap((frame) => frame.locals)
      const count = locals.filter((local) => local.state === 'live' && marked.has(local.line)).length
      if (count < most) return
      most = count
      best = one
    },
  }
}

function programRole(elf: Elf, start: number, end: number, permissions: string): Mapping['role'] {
  if (permissions.includes('x')) return 'code'
  if (permissions.includes('w')) return 'static'
  const holds = elf.sections.some((one) => one.loaded && one.address >= start && one.address < end)
  return holds ? 'constants' : 'other'
}

const PAGE = 4096

/**
 * The ranges, with one divided that holds both blocks of the allocator and the main thread's thread-local
 * memory, which ends at `fs`: the kernel lists neighbouring anonymous mappings as one. The cut is the end of
 * the last page with a block below `fs`.
 */
export function divideRanges(
  ranges: readonly MappedRange[],
  blocks: readonly { address: string; size: number }[],
  fs: number,
): MappedRange[] {
  return ranges.flatMap((range) => {
    const within = (address: number) => address >= range.start && address < range.end
    if (range.path !== '' || !within(fs - 1)) return [range]
    const ends = blocks.flatMap(({ address, size }) =>
      within(Number(address)) && Number(address) < fs ? [Number(address) + size] : [],
    )
    if (ends.length === 0) return [range]
    const cut = Math.ceil(Math.max(...ends) / PAGE) * PAGE
    return cut < fs
      ? [
          { ...range, end: cut },
          { ...range, start: cut },
        ]
      : [range]
  })
}

/** The map with roles, and where the marked variables lie in it. */
export function addressSpaceOf(request: MapRequest): AddressSpace {
  const { elf, base, fs, state } = request
  const blocks = state.blocks.filter((block) => block.state === 'live')
  const heapStarts = blocks.map((block) => Number(block.address))
  const mappings = divideRanges(parseMaps(request.maps), blocks, fs).map(
    ({ start, end, permissions, path }): Mapping => {
      const within = (address: number) => address >= start && address < end
      const own = path === request.program
      const role = (): Mapping['role'] => {
        if (own) return programRole(elf, start - base, end - base, permissions)
        if (path === '[stack]') return 'stack'
        if (path === '[heap]' || (path === '' && heapStarts.some(within))) return 'heap'
        if (path.startsWith('[')) return 'kernel'
        if (within(fs - 1)) return 'thread-local'
        return path === '' ? 'other' : 'library'
      }
      const name = own ? 'program' : (path.split('/').at(-1) ?? '')
      return { start: hexAddress(start), end: hexAddress(end), permissions, name, role: role() }
    },
  )
  const mappingOf = (address: number) => {
    const index = mappings.findIndex((one) => address >= Number(one.start) && address < Number(one.end))
    return index < 0 ? {} : { mapping: index }
  }
  const values = Object.entries(request.marks).flatMap(([mark, line]) => {
    const place = (variable: string, part: 'place' | 'target', address: number, size: number) => ({
      mark,
      variable,
      part,
      address: hexAddress(address),
      size,
      ...mappingOf(address),
    })
    const targets = (name: string, value: Value | undefined) =>
      pointers(value).map((pointer) => place(name, 'target', Number(pointer.text), targetSize(pointer, state)))
    const locals = state.frames.flatMap((frame) => frame.locals).filter((one) => one.line === line)
    const statics = state.statics.filter((one) => one.name !== undefined && request.staticLines.get(one.name) === line)
    return [
      ...locals.flatMap((local) =>
        local.address === undefined || local.state !== 'live'
          ? []
          : [place(local.name, 'place', Number(local.address), local.size), ...targets(local.name, local.value)],
      ),
      ...statics.flatMap(({ name = '', address, size, value }) => [
        place(name, 'place', Number(address), size),
        ...targets(name, value),
      ]),
    ]
  })
  return { mappings, values }
}

/** The pointers of a value, its fields' included. */
function pointers(value: Value | undefined): Value[] {
  if (!value) return []
  return [...(value.kind === 'pointer' ? [value] : []), ...(value.fields ?? []).flatMap(pointers)]
}

function targetSize(pointer: Value, state: MemoryState): number {
  const target = pointer.target
  if (target?.kind === 'heap') return state.blocks.find((one) => one.id === target.block)?.size ?? 0
  if (target?.kind === 'static') return state.statics.find((one) => one.id === target.datum)?.size ?? 0
  return 0
}
