/** The process's memory map with the marked variables in it. */
import type { AddressSpace, MemoryState, Value } from '../trace-schema.ts'
import type { Elf } from './elf.ts'
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
  /** States of the main thread. */
  states: MemoryState[]
  /** Names of marked lines. */
  marks: Record<string, number>
  /** Declaration lines of the snippet's statics, by name. */
  staticLines: Map<string, number>
}

const LINE = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+\s*(.*)$/

/** The mappings as the kernel lists them, in order of address. */
export function parseMaps(maps: string): { start: number; end: number; permissions: string; path: string }[] {
  return maps.split('\n').flatMap((line) => {
    const [, start, end, permissions, path] = LINE.exec(line) ?? []
    if (start === undefined || end === undefined || permissions === undefined) return []
    return [{ start: parseInt(start, 16), end: parseInt(end, 16), permissions, path: path ?? '' }]
  })
}

function programRole(elf: Elf, start: number, end: number, permissions: string): Mapping['role'] {
  if (permissions.includes('x')) return 'code'
  if (permissions.includes('w')) return 'static'
  const holds = elf.sections.some((one) => one.loaded && one.address >= start && one.address < end)
  return holds ? 'constants' : 'other'
}

/** The map with roles, and where the marked variables lie in it. */
export function addressSpaceOf(request: MapRequest): AddressSpace {
  const { elf, base, fs, states } = request
  const last = states.at(-1)
  const blocks = states.flatMap((state) => state.blocks).filter((block) => block.state === 'live')
  const heapStarts = blocks.map((block) => Number(block.address))
  const mappings = parseMaps(request.maps).map(({ start, end, permissions, path }): Mapping => {
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
  })
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
    const targets = (name: string, value: Value | undefined, state: MemoryState) =>
      pointers(value).map(
        (pointer) => place(name, 'target', Number(pointer.text), targetSize(pointer, state)),
      )
    const found = new Map<string, AddressSpace['values']>()
    for (const state of states) {
      for (const local of state.frames.flatMap((frame) => frame.locals)) {
        if (local.line !== line || local.address === undefined || local.state !== 'live') continue
        const itself = place(local.name, 'place', Number(local.address), local.size)
        found.set(local.name, [itself, ...targets(local.name, local.value, state)])
      }
    }
    const statics = (last?.statics ?? []).filter(
      (one) => one.name !== undefined && request.staticLines.get(one.name) === line,
    )
    for (const one of statics) {
      const name = one.name ?? ''
      const itself = place(name, 'place', Number(one.address), one.size)
      found.set(name, [itself, ...(last ? targets(name, one.value, last) : [])])
    }
    return [...found.values()].flat()
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
