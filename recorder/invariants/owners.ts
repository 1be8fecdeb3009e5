import type { Frame, HeapBlock, Local, MemoryState, Value } from '../trace-schema.ts'
import { pointersIn } from './state.ts'

/** Types of std whose first pointer owns what it leads to, and alone. */
const SOLE_OWNER =
  /^(?:alloc::boxed::|alloc::vec::|alloc::string::|std::boxed::|std::vec::|std::string::)?(?:Box|Vec|String)\b/

/** Types whose content is dropped by hand, or not at all. */
const NOT_DROPPED = /^(?:core::|std::)?(?:mem::)?(?:manually_drop::|maybe_uninit::)?(?:ManuallyDrop|MaybeUninit)\b/

/** States in which a place may own memory. */
const MAY_OWN = new Set<Local['state']>(['live', 'maybe-moved', 'partly-moved', 'unknown'])

/**
 * What is wrong with who owns the heap in a thread's states: a block in use that nothing leads to although it is freed
 * later, one that two live variables own, and a live owner of freed memory.
 * @param states of one thread, in order, of a build that is not optimised.
 * @param hasOthers there are further threads: of what they hold, or std between them, this one's variables know nothing.
 */
export function ownerFaults(states: readonly MemoryState[], hasOthers: boolean): string[] {
  const freedLater = new Set(states.at(-1)?.blocks.flatMap(({ id, state }) => (state === 'freed' ? [id] : [])) ?? [])
  /** By frame: the line at which it stood last as the innermost one, and what was held since it came there. */
  let given = new Map<number, { line: number; held: ReadonlySet<number> }>()
  const faults = states.flatMap((state) => {
    const frame = state.frames.at(-1)
    // What a call has been given, or what a macro has moved, is still on its way while the frame stands at that line.
    const kept = state.frames.flatMap(({ id, line }) => {
      const one = given.get(id)
      return one?.line === line ? [[id, one] as const] : []
    })
    const held = new Set([...reachedIn(state), ...kept.flatMap(([, one]) => [...one.held])])
    given = new Map([...kept, ...(frame ? [[frame.id, { line: frame.line, held }] as const] : [])])
    return [
      ...(hasOthers ? [] : lonely(state, freedLater, held)).map(
        (block) => `line ${state.line}: nothing leads to block ${described(block)}`,
      ),
      ...owned(state),
    ]
  })
  return [...new Set(faults)]
}

const described = ({ id, size, line }: HeapBlock): string =>
  `${id} (${size} B${line === undefined ? '' : `, allocated by line ${line}`})`

/** Ids of the blocks that a value's pointers lead to. */
const blocksOf = (value: Value | undefined): number[] =>
  pointersIn(value).flatMap(({ target, moved }) => (target?.kind === 'heap' && !moved ? [target.block] : []))

/** Ids of the blocks that the places of a state lead to. */
function reachedIn(state: MemoryState): number[] {
  return [
    ...state.frames.flatMap(({ locals }) =>
      locals.filter((one) => MAY_OWN.has(one.state)).flatMap(({ value }) => blocksOf(value)),
    ),
    ...blocksOf(state.returning?.value),
    ...state.blocks.filter((block) => block.state === 'live').flatMap(({ value }) => blocksOf(value)),
    ...state.statics.flatMap(({ value }) => blocksOf(value)),
  ]
}

/** The blocks in use that no place leads to, and that are no part of a statement that still runs. */
function lonely(state: MemoryState, freedLater: Set<number>, reached: Set<number>): HeapBlock[] {
  // What is opened no further (long arrays, types of std without a shape) may lead on.
  const isShownWhole = !state.frames.some(({ locals }) => locals.some(({ value }) => hidesSome(value)))
  if (!isShownWhole) return []
  return state.blocks.filter(
    (block) =>
      block.state === 'live' &&
      freedLater.has(block.id) &&
      !reached.has(block.id) &&
      !state.frames.some((frame) => isTemporaryOf(block, frame)),
  )
}

const hidesSome = (value: Value | undefined): boolean =>
  value !== undefined &&
  (value.omitted !== undefined ||
    value.kind === 'bytes' ||
    value.kind === 'union' ||
    (value.fields ?? []).some(hidesSome))

/** Lines that a statement may take in a source: what it allocates for itself is no variable's. */
const STATEMENT = 12

/** Whether a frame may still run the statement that allocated the block. */
const isTemporaryOf = (block: HeapBlock, frame: Frame): boolean =>
  block.line === undefined ||
  (block.function === frame.function ? Math.abs(frame.line - block.line) <= STATEMENT : true)

/** The parts of a value that own memory alone: itself, or what it has in its fields. */
function soleOwnersIn(type: string | undefined, value: Value | undefined): Value[] {
  if (!value || value.moved || value.dropped || type === undefined || NOT_DROPPED.test(type)) return []
  if (SOLE_OWNER.test(type)) return [value]
  return value.kind === 'union' ? [] : (value.fields ?? []).flatMap((field) => soleOwnersIn(field.type, field))
}

/** Blocks that two live variables own alone, and owners of what is freed. */
function owned(state: MemoryState): string[] {
  const faults: string[] = []
  const owners = new Map<number, string>()
  for (const frame of state.frames) {
    for (const { name, type, state: is, value, captured, inGuard } of frame.locals) {
      if (is !== 'live' || captured || inGuard) continue
      const place = `${frame.function}: “${name}”`
      for (const { target } of soleOwnersIn(type, value).flatMap((owner) => pointersIn(owner).slice(0, 1))) {
        if (target?.kind === 'dangling' && target.why === 'freed')
          faults.push(`line ${state.line}: ${place} is live and owns freed memory`)
        if (target?.kind !== 'heap' || target.offset !== 0) continue
        const other = owners.get(target.block)
        if (other) faults.push(`line ${state.line}: ${other} and ${place} both own block ${target.block}`)
        owners.set(target.block, place)
      }
    }
  }
  return faults
}
