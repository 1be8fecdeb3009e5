/** Where the temporaries of a frame lie: where its variables, or other temporaries, point. */
import type { FrameRecord, PlacedLocal, TemporaryPlace } from './frame-record.ts'
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

/**
 * Finds the temporaries of a frame. The debug information says nothing of them: each is found by the first pointer
 * that leads to a value of its type, to a part that it has once, or to its elements, after it came to hold a value,
 * and stays there. One that nothing points at is left out.
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
  function foundBy({ address, reach }: Pointed, view: VariableView, parts: boolean): TemporaryPlace | undefined {
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
    const { temporaries: known, strays } = record
    const placed = [...locals]
    const put = (view: VariableView, { type, address }: TemporaryPlace) => {
      const state = states.afterDrop(view.state, type)
      placed.push({ view: { ...view, state }, type, address, owns: droppable.has(type.path) })
    }
    const isWithin = (at: number, { type, address }: Partial<TemporaryPlace>) =>
      address !== undefined && type !== undefined && at >= address && at < address + type.size
    const isKnown = (at: number) =>
      placed.some(({ info, type = info?.type, address }) => isWithin(at, { type, address })) ||
      [...known.values()].some((place) => isWithin(at, place))
    for (const view of views) {
      const place = view.id === undefined ? undefined : known.get(view.id)
      if (place) put(view, place)
    }
    for (const { info, type = info?.type, address, via, view } of placed) {
      if (!type || address === undefined || via !== undefined) continue
      if (view.state === 'uninitialised' || view.state === 'moved') continue
      for (const pointer of pointed(record, type, address)) {
        if (isKnown(pointer.address) || strays.has(pointer.address)) continue
        const free = views.filter(({ id }) => id !== undefined && !known.has(id))
        const among = (parts: boolean) => free.find((one) => foundBy(pointer, one, parts))
        const one = among(false) ?? among(true)
        const found = one && (foundBy(pointer, one, false) ?? foundBy(pointer, one, true))
        if (one?.id === undefined || !found) {
          strays.add(pointer.address)
          continue
        }
        known.set(one.id, found)
        put(one, found)
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
