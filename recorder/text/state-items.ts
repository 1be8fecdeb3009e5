/** What memory holds at a step as a list of things with names: frames, variables, heap blocks, static data. */
import type { Frame, HeapBlock, Local, MemoryState, PointerTarget, StaticDatum, Value } from '../trace-schema.ts'
import { valueText, type TargetName } from './value-text.ts'

/** One thing in memory: `live`, `x: &str`, and its value. */
export interface Item {
  /** The same from step to step. */
  key: string
  name: string
  state: string
  /** Name, type, size. */
  what: string
  value?: Value
  nameOf: TargetName
}

/** A frame and its variables. */
export interface FrameItems {
  id: number
  name: string
  /** `main, 240 B`. */
  what: string
  items: Item[]
  nameOf: TargetName
}

/** All that a state shows. */
export interface StateItems {
  frames: FrameItems[]
  blocks: Item[]
  statics: Item[]
}

const offsetText = (offset: number) => (offset === 0 ? '' : `+${offset}`)

function staticName({ id, name, kind }: StaticDatum): string {
  return name !== undefined && kind !== 'vtable' ? name : (name ?? `s${id}`)
}

/** Names of what pointers in frame `from` (or in a block: none) lead to. */
function targetNames(state: MemoryState, from?: Frame): TargetName {
  return (target: PointerTarget) => {
    switch (target.kind) {
      case 'heap':
        return `→ #${target.block}${offsetText(target.offset)}`
      case 'stack': {
        const frame = state.frames.find(({ id }) => id === target.frame)
        const local = frame?.locals.find(({ id }) => id === target.local)
        const where = frame ? frame.function : 'a frame that is not shown'
        if (!local) return `→ the frame of ${where}`
        return `→ ${local.name}${offsetText(target.offset)}${frame?.id === from?.id ? '' : ` of ${where}`}`
      }
      case 'static': {
        const datum = state.statics.find(({ id }) => id === target.datum)
        return `→ ${datum ? staticName(datum) : 'static data'}${offsetText(target.offset)}`
      }
      case 'code':
        return `→ fn ${target.function}`
      case 'dangling':
        return danglingText(target)
    }
  }
}

function danglingText({ why, where, block }: Extract<PointerTarget, { kind: 'dangling' }>): string {
  switch (why) {
    case 'null':
      return 'null'
    case 'freed':
      return block === undefined ? '→ freed memory' : `→ #${block}, freed`
    case 'out-of-scope':
      return '→ a frame that is gone'
    case 'never-valid':
      return '→ no memory'
    case 'unknown':
      return where === undefined ? '→ memory that is not recorded' : `→ ${where}`
  }
}

function localItem(local: Local, frame: Frame, nameOf: TargetName): Item {
  const { id, name, type, state, argument, captured, inGuard, optimisedOut, undescribed, register, address, value } =
    local
  const role = argument ? 'argument ' : captured ? 'captured ' : inGuard ? 'seen by a guard ' : ''
  const place = register !== undefined && address === undefined ? ` in ${register}` : ''
  const lost = optimisedOut ? ', optimised out' : undescribed ? ', nothing tells where' : ''
  return { key: `f${frame.id}.${id}`, name, state, what: `${role}${name}: ${type}${place}${lost}`, value, nameOf }
}

function blockItem(block: HeapBlock, nameOf: TargetName): Item {
  const { id, type, size, line, state, length, capacity, reallocated, value } = block
  const from = reallocated?.at(-1)
  const what = [
    `#${id}: ${type ?? 'untyped'}, ${size} B`,
    from && `${from.oldSize} B before`,
    length !== undefined && `${length} of ${capacity ?? '?'} in use`,
    line !== undefined && `from line ${line}`,
  ]
  return { key: `#${id}`, name: `#${id}`, state, what: what.filter(Boolean).join(', '), value, nameOf }
}

function staticItem(datum: StaticDatum, nameOf: TargetName): Item {
  const { id, kind, type, size, section, value } = datum
  const what = `${staticName(datum)}: ${type ?? kind}, ${size} B${section === undefined ? '' : ` in ${section}`}`
  return { key: `s${id}`, name: staticName(datum), state: kind, what, value, nameOf }
}

/** The items of a state. */
export function itemsOf(state: MemoryState): StateItems {
  const elsewhere = targetNames(state)
  return {
    frames: state.frames.map((frame) => {
      const nameOf = targetNames(state, frame)
      return {
        id: frame.id,
        name: frame.function,
        what: `${frame.function}, ${frame.inlined ? 'inlined' : `${frame.size} B`}`,
        items: frame.locals.map((local) => localItem(local, frame, nameOf)),
        nameOf,
      }
    }),
    blocks: state.blocks.map((block) => blockItem(block, elsewhere)),
    statics: state.statics.map((datum) => staticItem(datum, elsewhere)),
  }
}

/** An item in full: two steps show the same when this is the same. */
export function itemText({ state, what, value, nameOf }: Item): string {
  return `${state} ${what}${value ? ` = ${valueText(value, nameOf)}` : ''}`
}
