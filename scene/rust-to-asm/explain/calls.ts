import type { Instruction } from '../../../recorder/schema.ts'
import { operandText, shortPath } from '../asm-text.ts'
import type { Memory } from '../operands.ts'
import { sizeAllocated, type State } from '../track.ts'
import { condition } from './conditions.ts'
import type { Explanation, Rule } from './explanation.ts'

/** `call`, `jmp` and conditional jumps. */
export const transfer: Rule = (instruction, operands, context) => {
  const { mnemonic, role } = instruction
  const name = shortPath(operandText(instruction))
  if (role === 'allocator') return allocating(instruction, context.state)
  if (role === 'free') return freed(instruction.target ?? '')
  if (role === 'shim') return { text: 'not an allocation', brief: 'no allocation' }
  if (role === 'panic' && name === 'handle_alloc_error') {
    return { text: 'out of memory: ends the program', brief: 'ends the program' }
  }
  if (role === 'panic') return 'panics, never comes back'
  if (mnemonic === 'jmp') return /^L\d+$/.test(name) ? `goes on at ${name}` : `ends as ${name} (tail call)`
  if (mnemonic !== 'call') return `goes to ${name} ${condition(mnemonic.slice(1), context)}`
  if (operands[0]?.kind === 'register') return `runs the function at ${operands[0].name}`
  if (operands[0]?.kind === 'memory' && !operands[0].symbol) return calledThrough(operands[0], context.state)
  return name.startsWith('_Unwind') ? 'goes on unwinding' : 'runs it, then comes back'
}

function calledThrough({ base }: Memory, { registers }: State): string {
  const table = registers.get(base ?? '')
  if (table?.is === 'argument' && table.word === 'vtable') return 'calls through the vtable'
  return 'runs the function it points at'
}

/** Functions that call the allocator in any case; others, such as `Vec::push`, only when they need more room. */
const ALLOCATES = /__rust_(?:alloc|realloc)|box_new_uninit|exchange_malloc|grow_one|grow_amortized|finish_grow/

function allocating(call: Instruction, state: State): Explanation {
  const size = sizeAllocated(call, state)
  if (size === 0n) return { text: '0 B: no allocation' }
  const always = ALLOCATES.test(call.target ?? '')
  if (!always) return { text: 'may call the allocator', brief: 'may allocate', region: 'heap', strong: true }
  // A function of std that calls the allocator, and the allocator's own.
  const inside = (call.target ?? '').includes('__rust_') ? '' : ', inside'
  const text = size === undefined ? 'calls the allocator' : `allocates ${size} B on the heap`
  const brief = size === undefined ? 'allocates' : `allocates ${size} B`
  return { text: text + inside, brief: brief + inside, region: 'heap', strong: true }
}

function freed(target: string): Explanation {
  if (/__rust_dealloc/.test(target)) {
    return { text: 'gives the memory back', brief: 'frees', region: 'heap', strong: true }
  }
  const isBox = /drop_in_place::?<.*Box<(?!dyn)/.test(target)
  const text = isBox ? 'drops the Box: memory back' : 'drops it, may free memory'
  return { text, brief: isBox ? 'drops the Box' : 'drops it', region: 'heap', strong: true }
}
