/**
 * How types that a snippet names lie in memory. A type need not occur in the program: a copy of its
 * source with one more function, which is compiled but never run, makes rustc describe it.
 */
import { placeOfDirective } from '../directives.ts'
import { DoesNotCompile, Refused } from '../refused.ts'
import { readFile } from 'node:fs/promises'
import { compile, type Program } from '../compile.ts'
import type { Profile } from '../profiles.ts'
import type { Layout, Value } from '../trace-schema.ts'
import { readDebugInfo } from './debug-info.ts'
import { readElf } from './elf.ts'
import type { Examples } from './examples.ts'
import { isStd, stdLeaves, wideParts } from './std-types.ts'
import type { Member, Type } from './types.ts'
import { crateUnits } from './units.ts'
import { withPadding } from './padding.ts'
import { discriminantText, isNiche } from './variants.ts'

/** Name of the function that takes the types; no program calls its own function so. */
const PROBE = '__layout_probe'

/** What to compile: see `compile`. */
export interface LayoutRequest {
  program: Program
  /** Types as the snippet writes them. */
  types: string[]
  profile: Profile
  rustc: string
  workplace: string
  signal?: AbortSignal
}

/** A type's tree of fields, without contents. */
function shape(type: Type, offset: number, name?: string): Value {
  const frame = { ...(name === undefined ? {} : { name }), type: type.name, offset, size: type.size }
  switch (type.kind) {
    case 'scalar':
      return { ...frame, kind: 'scalar' }
    case 'pointer':
    case 'function':
      return { ...frame, kind: 'pointer' }
    case 'plain-enum':
    case 'enum':
      return { ...frame, kind: 'enum' }
    case 'array':
      return { ...frame, kind: 'array' }
    case 'union':
      return { ...frame, kind: 'union', fields: type.members.map((member) => memberShape(member, offset)) }
    case 'opaque':
      return { ...frame, kind: 'bytes' }
    case 'struct': {
      const members = visibleMembers(type)
      const [only] = members
      if (only && members.length === 1 && isStd(type) && only.type().size === type.size) {
        return { ...shape(only.type(), offset), ...frame }
      }
      const fields = members.map((member) => memberShape(member, offset))
      return { ...frame, kind: 'aggregate', fields: withPadding(fields, offset, type.size) }
    }
  }
}

function visibleMembers(type: Extract<Type, { kind: 'struct' }>): Member[] {
  const wide = wideParts(type)
  if (wide) {
    const second = wide.length ? { ...wide.length, name: 'len' } : wide.vtable
    return [{ ...wide.data, name: wide.length ? 'ptr' : 'data' }, ...(second ? [second] : [])]
  }
  return isStd(type) ? stdLeaves(type) : type.members
}

function memberShape(member: Member, offset: number): Value {
  return shape(member.type(), offset + member.offset, member.name)
}

/** A type's layout without examples. */
function layoutOf(name: string, type: Type): Layout {
  const common = { name, size: type.size, align: type.align, examples: [] }
  if (type.kind === 'plain-enum') {
    const variants = [...type.names].map(([value, variant]) => ({
      name: variant,
      tag: discriminantText(value, type),
      fields: [],
    }))
    return { ...common, discriminant: { niche: false, offset: 0, size: type.size }, variants }
  }
  if (type.kind !== 'enum') {
    const { fields, ...root } = shape(type, 0)
    return { ...common, fields: fields ?? [root] }
  }
  const niche = isNiche(type)
  const { tag } = type
  const discriminant = tag && { niche, offset: tag.offset, size: tag.size }
  const variants = type.variants.map((variant) => {
    const [value] = variant.values
    const fields = variant.members.map((member) => memberShape(member, 0))
    return {
      name: variant.name,
      ...(value === undefined || !tag ? {} : { tag: discriminantText(value, tag) }),
      fields: withPadding(fields, 0, type.size, discriminant ? [discriminant] : []),
    }
  })
  return { ...common, ...(discriminant ? { discriminant } : {}), variants }
}

/**
 * The layouts of the asked-for types, in order.
 *
 * @throws Refused when the program does not know one of the types.
 */
export async function readLayouts(request: LayoutRequest): Promise<Layout[]> {
  const { program, types, profile } = request
  const parameters = types.map((type, i) => `_${i}: &${type}`).join(', ')
  const probe = `\n#[unsafe(no_mangle)] #[inline(never)] pub fn ${PROBE}(${parameters}) {}\n`
  const text = program.text + probe
  const file = program.file.replace(/\.rs$/, '-layouts.rs')
  const kept = { ...profile, name: `${profile.name}-layouts` }
  const compiled = await compileProbe({ ...program, file, text }, program, kept, request)
  const elf = readElf(await readFile(compiled.binary))
  const info = readDebugInfo(elf, crateUnits(elf), compiled.file, text, new Map())
  const found = info.functions.find((one) => one.name === PROBE)
  return types.map((name, i) => {
    const reference = found?.locals.find((local) => local.name === `_${i}`)?.type
    const type = reference && pointee(reference)
    if (!type) throw new Refused(`${program.file}: the debug information does not describe ${name}`)
    return layoutOf(name, type)
  })
}

/** Compiles the copy with the probe; what rustc refuses in it are the types that the program names. */
async function compileProbe(copy: Program, program: Program, profile: Profile, request: LayoutRequest) {
  const { types, rustc, workplace, signal } = request
  try {
    return await compile(copy, profile, rustc, workplace, { signal })
  } catch (error) {
    if (!(error instanceof DoesNotCompile)) throw error
    const place = placeOfDirective(program, 'layout')
    throw new Refused(`${place}: layout: rustc does not know all of ${types.join(', ')}:\n${error.message}`)
  }
}

function pointee(reference: Type): Type | undefined {
  if (reference.kind === 'pointer') return reference.to()
  const wide = reference.kind === 'struct' ? wideParts(reference) : undefined
  return wide && reference
}

/** The layouts with the values that a run held of their types. */
export function withExamples(layouts: Layout[], examples: Examples): Layout[] {
  return layouts.map((layout) => ({ ...layout, examples: examples.get(layout.name) ?? [] }))
}
