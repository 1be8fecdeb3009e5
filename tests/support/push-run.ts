import type { Listing } from '../../recorder/schema.ts'
import type { InstructionRun, InstructionStep } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../../scene/recorded.ts'

/** Address in `rsp` when the function is entered: its return address lies there. */
export const ENTRY = 0x7fffffffead8

const SOURCE = [
  'fn half(n: u64) -> u64 {',
  '    n / 2',
  '}',
  'fn one_and_a_half(n: u64) -> u64 {',
  '    half(n) + n',
  '}',
]

const hex = (value: number) => `0x${value.toString(16)}`

type Access = [address: number, access: 'read' | 'write', value: number, size?: number]

/** One step of a run, with numbers where the recording has hexadecimal text. */
function step(
  name: string,
  index: number,
  rsp: number,
  registers: Record<string, number> = {},
  memory: Access[] = [],
): InstructionStep {
  return {
    function: name,
    index,
    rsp: hex(rsp),
    registers: Object.fromEntries(Object.entries(registers).map(([key, value]) => [key, hex(value)])),
    memory: memory.map(([address, access, value, size = 8]) => ({
      address: hex(address),
      size,
      access,
      value: hex(value),
    })),
  }
}

/** A listing from lines such as `push rbx`, all of one source line each. */
function listing(name: string, first: number, last: number, ...instructions: [text: string, line: number][]): Listing {
  return {
    function: name,
    first,
    last,
    instructions: instructions.map(([text, line], i) => {
      const [, mnemonic = '', operands = ''] = /^(\w+)\s*(.*)$/.exec(text) ?? []
      return { mnemonic, operands, offset: i, line, ...(mnemonic === 'call' ? { target: `push::${operands}` } : {}) }
    }),
  }
}

/** A recording with one release build that has this run. */
function recordedRun(run: InstructionRun, listings: Listing[], text: string[] = SOURCE): Recorded {
  return {
    schema: 2,
    name: 'push',
    title: '',
    toolchain: { rustc: '1.95.0', commit: '', commitDate: '', llvm: '', target: 'x86_64-unknown-linux-gnu', gdb: '' },
    source: { file: 'push.rs', sha256: '0'.repeat(64), text: text.join('\n'), regions: {}, marks: {} },
    claims: { calls: {} },
    builds: {
      release: {
        profile: 'release',
        flags: ['-C', 'opt-level=3'],
        listings,
        run: {
          ending: { kind: 'exit', code: 0 },
          stdout: '',
          stderr: '',
          calls: [],
          counts: { alloc: 0, allocZeroed: 0, realloc: 0, dealloc: 0, bytes: 0, peak: 0 },
          stackLimit: 8 << 20,
        },
        trace: { threads: [], analysis: 'none', notes: [], instructionRuns: [run] },
      },
    },
    highlighted: text.map((line) => [{ text: line, style: 'plain' as const }]),
  }
}

/** Registers and stack before the first instruction of a function called with `rdi`. */
function entered(name: string, rdi: number, steps: InstructionStep[]): InstructionRun {
  const words: [number, number][] = [
    [ENTRY - 24, 9],
    [ENTRY - 16, 0],
    [ENTRY - 8, 0],
    [ENTRY, 0x555555567915],
    [ENTRY + 8, 28],
    [ENTRY + 16, 0x555555567933],
  ]
  return {
    function: name,
    registers: { rsp: hex(ENTRY), rdi: hex(rdi), rax: hex(ENTRY + 8), rbx: '0x5', eflags: '0x206' },
    stack: words.map(([address, value]) => ({ address: hex(address), value: hex(value) })),
    steps,
  }
}

const OUTER = 'one_and_a_half'
const BACK = 0x5555555678e9

/** `one_and_a_half(28)`, with `half` instruction by instruction where `inside`, else run by its call. */
export function pushRun(inside: boolean): Recorded {
  const half = [
    step('half', 0, ENTRY - 16, { rax: 28 }),
    step('half', 1, ENTRY - 16, { rax: 14 }),
    step('half', 2, ENTRY - 8, {}, [[ENTRY - 16, 'read', BACK]]),
  ]
  const call = inside
    ? step(OUTER, 2, ENTRY - 16, {}, [[ENTRY - 16, 'write', BACK]])
    : step(OUTER, 2, ENTRY - 8, { rax: 14 }, [[ENTRY - 16, 'write', BACK]])
  const run = entered(OUTER, 28, [
    step(OUTER, 0, ENTRY - 8, {}, [[ENTRY - 8, 'write', 5]]),
    step(OUTER, 1, ENTRY - 8, { rbx: 28 }),
    call,
    ...(inside ? half : []),
    step(OUTER, 3, ENTRY - 8, { rax: 42 }),
    step(OUTER, 4, ENTRY, { rbx: 5 }, [[ENTRY - 8, 'read', 5]]),
    step(OUTER, 5, ENTRY + 8, {}, [[ENTRY, 'read', 0x555555567915]]),
  ])
  const listings = [
    listing(
      OUTER,
      4,
      6,
      ['push rbx', 4],
      ['mov rbx, rdi', 4],
      ['call half', 5],
      ['add rax, rbx', 5],
      ['pop rbx', 6],
      ['ret', 6],
    ),
    listing('half', 1, 3, ['mov rax, rdi', 1], ['shr rax', 2], ['ret', 3]),
  ]
  return recordedRun(run, inside ? listings : listings.slice(0, 1))
}

/** A leaf function that keeps its argument below `rsp` without moving it. */
export function leafRun(): Recorded {
  const run = entered('leaf', 7, [
    step('leaf', 0, ENTRY, {}, [[ENTRY - 8, 'write', 7, 4]]),
    step('leaf', 1, ENTRY, { rax: ENTRY - 8 }),
    step('leaf', 2, ENTRY + 8, {}, [[ENTRY, 'read', 0x555555567915]]),
  ])
  const leaf = listing('leaf', 1, 3, ['mov dword ptr [rsp - 8], edi', 1], ['lea rax, [rsp - 8]', 2], ['ret', 3])
  return recordedRun(run, [leaf], ['fn leaf(n: u32) -> *const u32 {', '    &n', '}'])
}
