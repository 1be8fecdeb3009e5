/** Whether a value does something when it is dropped: MIR has one body for all types of a generic function. */
import type { PlaceState } from '../trace-schema.ts'
import { isStd } from './std-types.ts'
import type { Type } from './types.ts'

/** Modules of core with types that are dropped by code of their own, whatever their fields are. */
const OWN_DROP = /^core::(?:array|cell|iter|mem|slice|task)::/

/** The state that a type's value is left in. */
export interface DropStates {
  /** The state after MIR's `drop`: a value without drop glue is as it was. */
  afterDrop(state: PlaceState, type: Type): PlaceState
  /** The state of what is left of a place when its frame returns, where drop glue was inlined. */
  afterReturn(state: PlaceState, type: Type | undefined): PlaceState
}

/** Drop states in a program; `glued` are the paths of the types for which the compiler made drop glue. */
export function dropStates(glued: ReadonlySet<string>): DropStates {
  const known = new Map<Type, boolean>()

  function mayNeedDrop(type: Type): boolean {
    const found = known.get(type) ?? (glued.has(type.path) || hasParts(type))
    known.set(type, found)
    return found
  }

  function hasParts(type: Type): boolean {
    switch (type.kind) {
      case 'scalar':
      case 'function':
      case 'plain-enum':
      case 'union':
        return false
      case 'pointer':
        return !/^[&*]/.test(type.path)
      case 'array':
        return mayNeedDrop(type.element())
      case 'opaque':
        return true
      case 'struct':
        if (/^[&*]/.test(type.path)) return false
        return isClosed(type) || type.members.some((member) => mayNeedDrop(member.type()))
      case 'enum':
        return (
          isClosed(type) ||
          type.variants.some((variant) => variant.members.some((member) => mayNeedDrop(member.type())))
        )
    }
  }

  /** A type of std whose drop its fields do not tell. */
  const isClosed = (type: Type) => isStd(type) && (!type.path.startsWith('core::') || OWN_DROP.test(type.path))

  return {
    afterDrop: (state, type) => (state === 'dropped' && !mayNeedDrop(type) ? 'live' : state),
    afterReturn: (state, type) =>
      type && glued.has(type.path) && (state === 'live' || state === 'partly-moved') ? 'dropped' : state,
  }
}
