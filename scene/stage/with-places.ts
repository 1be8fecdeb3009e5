import type { Frame, HeapBlock, Local, MemoryState } from '../../recorder/trace-schema.ts'
import { addressOf } from './address.ts'
import { readAs } from './read-bytes.ts'

/**
 * Adds what is known from other states, so that rows keep their places: a local's slot in its
 * frame outside its scope, without a value; a block's type before a typed pointer reaches it, its
 * bytes read as that type; the layout of a block after it was freed; and a result that the callee
 * wrote into its caller's local before that local counts as live.
 */
export function withPlaces(states: readonly MemoryState[]): MemoryState[] {
  const typed = new Map<string, HeapBlock>()
  const slots = new Map<string, Local>()
  for (const state of states) {
    for (const block of state.blocks) {
      if (block.type && block.value && block.value.kind !== 'bytes') typed.set(blockKey(block), block)
    }
    for (const frame of state.frames) {
      for (const local of frame.locals) {
        const key = `${frame.id} ${local.id}`
        if (local.value && local.address !== undefined && !slots.has(key)) slots.set(key, local)
      }
    }
  }
  return states.map((state) => ({
    ...state,
    blocks: state.blocks.map((block) => withLayout(block, typed.get(blockKey(block)))),
    frames: state.frames.map((frame) => withResult(withSlots(frame, slots), state)),
  }))
}

function blockKey(block: HeapBlock): string {
  return `${block.id} ${block.size}`
}

function withSlots(frame: Frame, slots: ReadonlyMap<string, Local>): Frame {
  const absent = [...slots].flatMap(([key, local]) =>
    key.startsWith(`${frame.id} `) && isFree(frame, local)
      ? [{ ...local, state: 'uninitialised' as const, value: undefined }]
      : [],
  )
  return absent.length ? { ...frame, locals: [...frame.locals, ...absent] } : frame
}

function withResult(frame: Frame, { returning }: MemoryState): Frame {
  const { place, value } = returning ?? {}
  const isPlace = (local: Local) => local.state === 'uninitialised' && local.address === place
  if (!value || !frame.locals.some(isPlace)) return frame
  return {
    ...frame,
    locals: frame.locals.map((local) => (isPlace(local) ? { ...local, state: 'unknown', value } : local)),
  }
}

/** Whether no local of the frame has bytes where this one lies. */
function isFree(frame: Frame, local: Local): boolean {
  const start = addressOf(local.address ?? '0x0')
  return frame.locals.every((other) => {
    if (other.id === local.id) return false
    if (other.address === undefined) return true
    const from = addressOf(other.address)
    return start + local.size <= from || from + other.size <= start
  })
}

function withLayout(block: HeapBlock, known: HeapBlock | undefined): HeapBlock {
  if (!known) return block
  if (block.state === 'freed') return { ...block, type: known.type, value: known.value }
  if (block.type) return block
  const bytes = block.value?.kind === 'bytes' ? block.value.text : undefined
  const value = bytes && known.value ? readAs(known.value, bytes) : undefined
  return { ...block, type: known.type, value: value ?? (bytes ? undefined : block.value) }
}
