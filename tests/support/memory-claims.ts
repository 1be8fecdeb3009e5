import type { Local, MemoryState, Value } from '../../recorder/trace-schema.ts'
import { pointersIn } from '../../recorder/invariants/state.ts'

/** Whether a state shows what a program printed about itself. */
type Check = (state: MemoryState) => boolean

const locals = (state: MemoryState, name: string | undefined): Local[] =>
  state.frames.flatMap((frame) => frame.locals).filter((local) => local.name === name && local.state === 'live')

function field(value: Value | undefined, name: string | undefined): Value | undefined {
  return value?.fields?.find((one) => one.name === name)
}

function scalarsIn(value: Value | undefined): Value[] {
  return value ? [...(value.kind === 'scalar' ? [value] : []), ...(value.fields ?? []).flatMap(scalarsIn)] : []
}

function hexadecimal(text: string | undefined): string {
  return `0x${BigInt(text ?? '0').toString(16)}`
}

function blockOf(state: MemoryState, local: Local) {
  const targets = pointersIn(local.value).map((pointer) => pointer.target)
  const target = targets.find((one) => one?.kind === 'heap')
  return state.blocks.find((block) => block.id === (target?.kind === 'heap' ? target.block : undefined))
}

/** What each kind of printed line claims, by its first word. */
const CLAIMS: Record<string, (words: string[]) => Check> = {
  /** `local name address size`, from `addr_of!` and `size_of_val`. */
  local:
    ([name, address, size]) =>
    (state) =>
      locals(state, name).some((one) => one.address === hexadecimal(address) && one.size === Number(size)),
  /** `heap address size`. */
  heap:
    ([address, size]) =>
    (state) =>
      state.blocks.some(
        (one) => one.state === 'live' && one.address === hexadecimal(address) && one.size === Number(size),
      ),
  /** `value address text`: a scalar within a heap block, by its own address. */
  value:
    ([address, text]) =>
    (state) =>
      state.blocks.some((block) =>
        scalarsIn(block.value).some(
          (one) => one.text === text && BigInt(block.address) + BigInt(one.offset) === BigInt(address ?? '0'),
        ),
      ),
  /** `static address size`. */
  static:
    ([address, size]) =>
    (state) =>
      state.statics.some((one) => one.address === hexadecimal(address) && one.size === Number(size)),
  /** `field local name offset size`, from `offset_of!` and `size_of`. */
  field:
    ([name, member, offset, size]) =>
    (state) =>
      locals(state, name).some((one) => {
        const found = field(one.value, member)
        return found?.offset === Number(offset) && found.size === Number(size)
      }),
  /** `variant local name`. */
  variant:
    ([name, variant]) =>
    (state) =>
      locals(state, name).some((one) => one.value?.variant === variant),
  /** `text local text`. */
  text:
    ([name, ...words]) =>
    (state) =>
      locals(state, name).some((one) => one.value?.text === words.join(' ')),
  /** `vec local length capacity`, from `len` and `capacity`; without elements of a size there is no block. */
  vec:
    ([name, length, capacity]) =>
    (state) =>
      locals(state, name).some((one) => {
        const block = blockOf(state, one)
        if (!block) return field(one.value, 'len')?.text === length
        return block.length === Number(length) && block.capacity === Number(capacity)
      }),
  /** `into address local other bytes`: what `local` points at, bytes into `other`. */
  into:
    ([address, name, other, offset]) =>
    (state) =>
      locals(state, name).some((one) =>
        pointersIn(one.value).some(({ text, target }) => {
          const [place] = locals(state, other)
          return (
            text === hexadecimal(address) &&
            target?.kind === 'stack' &&
            target.local === place?.id &&
            target.offset === Number(offset)
          )
        }),
      ),
  /** `counts local strong weak`, from `Rc::strong_count`; the weak count in memory is one more. */
  counts:
    ([name, strong, weak]) =>
    (state) =>
      locals(state, name).some((one) => {
        const value = blockOf(state, one)?.value
        return field(value, 'strong')?.text === strong && field(value, 'weak')?.text === String(Number(weak) + 1)
      }),
  /** `entry key value` of the map in `ages`. */
  entry:
    ([key, value]) =>
    (state) =>
      locals(state, 'ages').some((one) =>
        (blockOf(state, one)?.value?.fields ?? []).some(
          (entry) => field(entry, '0')?.text === key && field(entry, '1')?.text === value,
        ),
      ),
}

/** The lines of a program's output that claim something about its memory. */
export function claimsIn(output: string): { line: string; holds: Check }[] {
  return output.split('\n').flatMap((line) => {
    const [word = '', ...words] = line.trim().split(' ')
    const claim = CLAIMS[word]
    return claim ? [{ line, holds: claim(words) }] : []
  })
}
