/**
 * Where a function's result is while it returns, by Rust's own calling convention on x86-64 as
 * rustc 1.95 has it (measured; `rustc_ty_utils::abi`): scalars, at most two, in `rax` and `rdx`, floats
 * in `xmm0` and `xmm1` (one of 16 bytes in `rax` and `rdx`), other values of up to 8 bytes as they lie in memory
 * in `rax`, bigger ones where the caller said.
 */
import type { MemoryState } from '../trace-schema.ts'
import { hexAddress } from './scalars.ts'
import type { Enum, Type } from './types.ts'
import { readBytes, readValue, type ValueContext } from './values.ts'
import { isNiche } from './variants.ts'

interface Part {
  offset: number
  size: number
  float: boolean
}

/** Registers at a function's return instruction, as hexadecimal digits. */
export interface ReturnRegisters {
  rax: string
  rdx: string
  xmm0: string
  xmm1: string
}

/** The one or two scalars that a type consists of for the compiler; undefined for other types. */
function scalarParts(type: Type): Part[] | undefined {
  const at = (parts: Part[] | undefined, offset: number) =>
    parts?.map((part) => ({ ...part, offset: part.offset + offset }))
  switch (type.kind) {
    case 'scalar':
      if (type.size === 0) return []
      return [{ offset: 0, size: type.size, float: type.reading === 'float' }]
    case 'pointer':
    case 'function':
    case 'plain-enum':
      return [{ offset: 0, size: type.size, float: false }]
    case 'struct': {
      const all = type.members.map((member) => at(scalarParts(member.type()), member.offset))
      if (all.some((parts) => parts === undefined)) return undefined
      const parts = all.flatMap((one) => one ?? []).sort((a, b) => a.offset - b.offset)
      return parts.length <= 2 ? parts : undefined
    }
    case 'enum':
      return enumParts(type)
    case 'array':
    case 'union':
    case 'opaque':
      return type.size === 0 ? [] : undefined
  }
}

function enumParts(type: Enum): Part[] | undefined {
  const bodies = type.variants.map((variant) =>
    scalarParts({ ...type, kind: 'struct', members: variant.members, parameters: [] }),
  )
  if (bodies.some((body) => body === undefined)) return undefined
  const full = bodies.flatMap((body) => (body && body.length > 0 ? [body] : []))
  const [first] = full
  if (!type.tag) return first ?? []
  if (isNiche(type)) return full.length === 1 ? first : undefined
  const tag: Part = { ...type.tag, float: false }
  if (!first) return [tag]
  const [part] = first
  const alike = full.every(
    ([one, ...others]) =>
      others.length === 0 && one?.offset === part?.offset && one?.size === part?.size && one?.float === part?.float,
  )
  return alike && part ? [tag, part].sort((a, b) => a.offset - b.offset) : undefined
}

/** Bytes of a register, lowest first. */
function registerBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(`0x${hex}`), true)
  return bytes
}

/** Whether a result of `type` is written into memory that the caller gives. */
export function isReturnedInMemory(type: Type): boolean {
  return type.size > 16 || (type.size > 8 && !scalarParts(type))
}

/** The result of `type` as it leaves `name` with those registers. */
export function returningValue(
  name: string,
  type: Type,
  registers: ReturnRegisters,
  context: ValueContext,
): MemoryState['returning'] {
  if (type.size === 0) return undefined
  const told = { function: name, type: type.name }
  const parts = scalarParts(type)
  if (isReturnedInMemory(type)) {
    const address = Number(`0x${registers.rax}`)
    return { ...told, place: hexAddress(address), value: readValue(type, address, context) }
  }
  const bytes = new Uint8Array(16)
  const places: string[] = []
  const general: (keyof ReturnRegisters)[] = ['rax', 'rdx']
  const vectors: (keyof ReturnRegisters)[] = ['xmm0', 'xmm1']
  for (const part of withHalves(parts?.length ? parts : [{ offset: 0, size: 8, float: false }])) {
    const register = (part.float ? vectors : general).shift()
    if (register === undefined) return { ...told, place: places.join(':') }
    places.push(register)
    bytes.set(registerBytes(registers[register]).subarray(0, part.size), part.offset)
  }
  return { ...told, place: places.join(':'), value: readBytes(type, bytes, context) }
}

/** A scalar of 16 bytes comes in two registers. */
function withHalves(parts: Part[]): Part[] {
  return parts.flatMap((part) =>
    part.size === 16
      ? [
          { ...part, size: 8 },
          { ...part, size: 8, offset: part.offset + 8 },
        ]
      : [part],
  )
}
