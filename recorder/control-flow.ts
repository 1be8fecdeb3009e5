import { jumpOf, targetOf } from './assembly.ts'
import type { AsmInstruction } from './assembly.ts'

/** What a function does not come back from, or what only a slow path calls, by demangled name. */
const COLD_TARGET = new RegExp(
  [
    ...['panick', 'panic_', '::panic', 'unwrap_failed', 'expect_failed', 'slice_index_fail', '_fail\\b'],
    ...['handle_alloc_error', 'handle_error', 'capacity_overflow', '_Unwind_Resume', 'process::abort'],
    ...['terminate', 'grow_one', 'grow_amortized', 'do_reserve_and_handle', 'drop_slow'],
  ].join('|'),
)

type Block = { from: number; to: number; next: number[]; cold: boolean }

/**
 * Which instructions are only reached by a branch that leads to a panic, an allocation failure, an
 * unwinding or a path that std marks as slow.
 *
 * A block is cold when what it calls is cold or when every way on from it is cold, and when
 * everything that leads to it is cold. The entry never is.
 *
 * @param nameOf Demangled name of a symbol.
 * @param tables Labels that each jump table leads to.
 */
export function coldInstructions(
  instructions: AsmInstruction[],
  tables: ReadonlyMap<string, string[]>,
  nameOf: (symbol: string) => string,
): boolean[] {
  const blocks = basicBlocks(instructions, tables)
  const calls = (block: Block) =>
    instructions.slice(block.from, block.to).some((instruction) => {
      const target = targetOf(instruction)
      return instruction.mnemonic === 'ud2' || (target && COLD_TARGET.test(nameOf(target)))
    })
  for (const block of blocks.slice(1)) block.cold = calls(block)
  let changed = true
  while (changed) {
    changed = false
    for (const [index, block] of blocks.entries()) {
      if (index === 0 || block.cold) continue
      const before = blocks.filter(({ next }) => next.includes(index))
      const leadsToCold = block.next.length > 0 && block.next.every((next) => blocks[next]?.cold)
      // A landing pad has nothing before it: only the unwinder comes here.
      if (leadsToCold || before.every(({ cold }) => cold)) {
        block.cold = true
        changed = true
      }
    }
  }
  return blocks.flatMap(({ from, to, cold }) => Array.from({ length: to - from }, () => cold))
}

function basicBlocks(instructions: AsmInstruction[], tables: ReadonlyMap<string, string[]>): Block[] {
  const blocks: Block[] = []
  for (const [index, { labels }] of instructions.entries()) {
    const before = instructions[index - 1]
    if (index === 0 || labels.length > 0 || (before && endsBlock(before))) {
      blocks.push({ from: index, to: index + 1, next: [], cold: false })
    } else {
      const block = blocks.at(-1)
      if (block) block.to = index + 1
    }
  }
  const blockAt = new Map<string, number>()
  for (const [index, { from }] of blocks.entries()) {
    for (const label of instructions[from]?.labels ?? []) blockAt.set(label, index)
  }
  const tableTargets = instructions
    .flatMap(({ operands }) => operands.match(/\.LJTI[\w@.$]+/g) ?? [])
    .flatMap((table) => tables.get(table) ?? [])
  for (const [index, block] of blocks.entries()) {
    const last = instructions[block.to - 1]
    if (!last) continue
    const jump = jumpOf(last)
    const target = jump === undefined ? undefined : blockAt.get(jump)
    if (target !== undefined) block.next.push(target)
    else if (last.mnemonic === 'jmp' && targetOf(last) === undefined) {
      block.next.push(...tableTargets.flatMap((label) => blockAt.get(label) ?? []))
    }
    if (!/^(jmp|ret|ud2|int3)$/.test(last.mnemonic) && index + 1 < blocks.length) {
      block.next.push(index + 1)
    }
  }
  return blocks
}

function endsBlock({ mnemonic }: AsmInstruction): boolean {
  return /^(j\w+|ret|ud2)$/.test(mnemonic)
}
