/**
 * Where a function's result is while it returns, by Rust's own calling convention on x86-64 as
 * rustc 1.95 has it (measured; `rustc_ty_utils::abi`): one scalar in `rax` or `xmm0` (of 16 bytes
 * in `rax` and `rdx`), two in `rax` and `rdx`, other values of up to 8 bytes as they lie in memory
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
}

/** The one or two scalars that a type consists of for the compiler; undefined for other types. */
export function scalarParts(type: Type): Part[] | undefined {
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
      others.length === 0 &&
      one?.offset === part?.offset &&
      one?.size === part?.size &&
      one?.float === part?.float,
  )
  return alike && part ? [tag, part].sort((a, b) => a.offset - b.offset) : undefined
}

/** Bytes of a register, lowest first. */
function registerBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(`0x${hex}`), true)
  return bytes
}

/**
 * The result of `type` as it leaves `name` with those registers. Without a value for a result in
 * registers that the recorder does not read (a pair with a float in it).
 */
export function returningValue(
  name: string,
  type: Type,
  registers: ReturnRegisters,
  context: ValueContext,
): MemoryState['returning'] {
  if (type.size === 0) return undefined
  const told = { function: name, type: type.name }
  const parts = scalarParts(type)
  if (type.size > 16 || (!parts && type.size > 8)) {
    const address = Number(`0x${registers.rax}`)
    return { ...told, place: hexAddress(address), value: readValue(type, address, context) }
  }
  if (parts?.length === 2 && parts.some((part) => part.float)) return { ...told, place: 'xmm0' }
  const bytes = new Uint8Array(16)
  const rax = registerBytes(registers.rax)
  const rdx = registerBytes(registers.rdx)
  const [first, second] = parts ?? []
  let place = type.size > 8 || second ? 'rax:rdx' : 'rax'
  if (first?.size === 16) {
    bytes.set(rax)
    bytes.set(rdx, 8)
  } else if (first?.float) {
    place = 'xmm0'
    bytes.set(registerBytes(registers.xmm0).subarray(0, first.size), first.offset)
  } else if (first) {
    bytes.set(rax.subarray(0, first.size), first.offset)
    if (second) bytes.set(rdx.subarray(0, second.size), second.offset)
  } else {
    bytes.set(rax)
  }
  return { ...told, place, value: readBytes(type, bytes, context) }
}
