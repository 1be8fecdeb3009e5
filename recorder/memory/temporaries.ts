/** Where the temporaries of a frame lie: where its variables, or other temporaries, point. */
import type { FrameRecord, PlacedLocal } from './frame-record.ts'
import type { PlaceSources } from './placed-locals.ts'
import type { Type } from './types.ts'
import { readValue, type Reach, type ValueContext } from './values.ts'
import type { VariableView } from './variable-states.ts'
import { typeWritten } from './written-types.ts'

/** What temporaries are found by. */
export interface TemporarySources extends Pick<PlaceSources, 'memory' | 'droppable' | 'states' | 'typeNamed'> {
  /** The type behind a trait object, by its vtable's address. */
  concreteType: (vtable: number) => Type | undefined
}

/** A pointer into the frame, at none of its variables. */
interface Pointed {
  address: number
  reach: Reach
}

/** Where a temporary begins, and what it is. */
interface Found {
  type: Type
  address: number
}

/**
 * Finds the temporaries of a frame. The debug information says nothing of them: each is found by the first pointer
 * that leads to a value of its type, to a part that it has once, or to its elements, after it came to hold a value.
 * One that nothing points at is left out.
 */
export function temporaryPlaces({ memory, droppable, states, typeNamed, concreteType }: TemporarySources) {
  /** What a place points at in the frame. */
  function pointed(record: FrameRecord, type: Type, address: number): Pointed[] {
    const found: Pointed[] = []
    const context: ValueContext = {
      memory,
      concreteType,
      functionAt: () => undefined,
      heldBy: () => undefined,
      note: () => undefined,
      point(to, reach) {
        if (reach && to >= record.low && to < record.cfa) found.push({ address: to, reach })
        return { kind: 'dangling', why: 'unknown' }
      },
    }
    readValue(type, address, context)
    return found
  }

  /** The temporary, if a pointer leads to it or, with `parts`, to a part of it. */
  function foundBy({ address, reach }: Pointed, view: VariableView, parts: boolean): Found | undefined {
    if (reach.kind === 'one' && parts) {
      const type = view.type === undefined ? undefined : typeNamed(view.type)
      const [offset, ...more] = type ? offsetsOf(bare(reach.type.name), type) : []
      return type && offset !== undefined && more.length === 0 ? { type, address: address - offset } : undefined
    }
    if (parts) return undefined
    const type = reach.kind === 'one' ? reach.type : reach.kind === 'elements' ? arrayOf(reach) : undefined
    const isIt = type && type.size > 0 && (view.type === undefined || bare(view.type) === bare(type.name))
    return isIt ? { type, address } : undefined
  }

  function arrayOf({ element, length }: Extract<Reach, { kind: 'elements' }>): Type {
    const known = (name: string) => (name === element.name ? element : typeNamed(name))
    return typeWritten(`[${element.name}; ${length}]`, element.size * length, known)
  }

  /** The locals of a frame, and behind them its temporaries. */
  return (record: FrameRecord, locals: PlacedLocal[], views: readonly VariableView[]): PlacedLocal[] => {
    const placed = [...locals]
    const isHeld = (at: number) =>
      placed.some(({ info, type = info?.type, address }) => {
        return address !== undefined && type !== undefined && at >= address && at < address + type.size
      })
    for (const { info, type = info?.type, address, via, view } of placed) {
      if (!type || address === undefined || via !== undefined) continue
      if (view.state === 'uninitialised' || view.state === 'moved') continue
      for (const pointer of pointed(record, type, address)) {
        if (isHeld(pointer.address)) continue
        const taken = new Set([...record.temporaries.values()].map((one) => one?.id))
        const free = views.filter(({ id }) => !taken.has(id))
        const among = (parts: boolean) => free.find((one) => foundBy(pointer, one, parts))
        const known = record.temporaries.get(pointer.address)
        // A pointer that leads to none of those that hold a value leads to none that comes to hold one later.
        const id = record.temporaries.has(pointer.address) ? known?.id : (among(false) ?? among(true))?.id
        const one = views.find((candidate) => id !== undefined && candidate.id === id)
        const found = one && (foundBy(pointer, one, false) ?? foundBy(pointer, one, true))
        record.temporaries.set(pointer.address, id === undefined ? undefined : { id })
        if (!one || !found) continue
        const state = states.afterDrop(one.state, found.type)
        placed.push({ view: { ...one, state }, ...found, owns: droppable.has(found.type.path) })
      }
    }
    return placed
  }
}

/** Where a type has parts of another one, in bytes from its start. */
function offsetsOf(name: string, type: Type): number[] {
  const variants = type.kind === 'enum' ? type.variants.map(({ members }) => members) : []
  const members = type.kind === 'struct' ? type.members : variants.flat()
  return members.flatMap((member) => {
    const part = member.type()
    return bare(part.name) === name ? [member.offset] : offsetsOf(name, part).map((inner) => member.offset + inner)
  })
}

/** A type's name, of which a closure keeps no more than that it is one. */
function bare(name: string): string {
  return name.replace(/\{closure[^{}]*\}/g, '{closure}').replace(/&'\w+ /g, '&')
}
