/** Bytes that each size word of Intel syntax names (Intel SDM volume 2, 3.1.1.3; LLVM prints these). */
const SIZES: Readonly<Record<string, number>> = {
  byte: 1,
  word: 2,
  dword: 4,
  qword: 8,
  xmmword: 16,
  ymmword: 32,
}

/** `[base + scale*index + displacement]`, or `[rip + symbol]`. */
export type Memory = {
  kind: 'memory'
  /** Bytes touched, where the syntax says so. */
  size?: number
  base?: string
  index?: string
  /** Factor of `index`: 1, 2, 4 or 8. */
  scale: number
  /** Bytes added to the registers; 0 when absent. */
  displacement: number
  /** A symbol relative to `rip`, without its relocation (`@GOTPCREL`). */
  symbol?: string
}

/** One operand of an instruction in Intel syntax. */
export type Operand =
  { kind: 'register'; name: string } | { kind: 'immediate'; value: bigint } | Memory | { kind: 'name'; text: string }

const REGISTER =
  /^(?:[re]?(?:ax|bx|cx|dx|si|di|bp|sp)|[abcd][lh]|(?:si|di|bp|sp)l|r(?:8|9|1[0-5])[dwb]?|[xyz]mm\d+|rip)$/
const NUMBER = /^-?(?:0x[0-9a-f]+|\d+)$/i

/** Splits operands at the commas outside brackets. */
export function splitOperands(operands: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < operands.length; i++) {
    const char = operands[i] ?? ''
    if ('[<('.includes(char)) depth++
    else if ('])'.includes(char) || (char === '>' && operands[i - 1] !== '-')) depth--
    else if (char === ',' && depth === 0) {
      parts.push(operands.slice(start, i).trim())
      start = i + 1
    }
  }
  const last = operands.slice(start).trim()
  return last ? [...parts, last] : parts
}

/** Reads one operand in Intel syntax as LLVM prints it. */
export function parseOperand(text: string): Operand {
  if (REGISTER.test(text)) return { kind: 'register', name: text }
  if (NUMBER.test(text)) return { kind: 'immediate', value: integer(text) }
  const memory = /^(?:([a-z]+) (?:ptr )?)?(?:[c-g]s:)?\[(.*)\]$/.exec(text)
  if (!memory) return { kind: 'name', text }
  return { ...address(memory[2] ?? ''), size: SIZES[memory[1] ?? ''] }
}

/** Reads all operands of an instruction. */
export function parseOperands(operands: string): Operand[] {
  return splitOperands(operands).map(parseOperand)
}

function address(inside: string): Memory {
  const memory: Memory = { kind: 'memory', scale: 1, displacement: 0 }
  const terms = inside.split(/\s+(?=[+-]\s)/).map((term) => term.trim())
  for (const term of terms) {
    const negative = term.startsWith('- ')
    const bare = term.replace(/^[+-]\s*/, '')
    const scaled = /^([1248])\s*\*\s*(\w+)$/.exec(bare)
    if (scaled) {
      memory.index = scaled[2]
      memory.scale = Number(scaled[1])
    } else if (NUMBER.test(bare)) {
      memory.displacement += Number(integer(bare)) * (negative ? -1 : 1)
    } else if (REGISTER.test(bare)) {
      if (memory.base === undefined) memory.base = bare
      else memory.index = bare
    } else {
      memory.symbol = bare.replace(/@[A-Z]+.*$/, '')
    }
  }
  return memory
}

function integer(text: string): bigint {
  return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text)
}

const WIDE: Readonly<Record<string, string>> = {
  al: 'rax',
  ah: 'rax',
  bl: 'rbx',
  bh: 'rbx',
  cl: 'rcx',
  ch: 'rcx',
  dl: 'rdx',
  dh: 'rdx',
  sil: 'rsi',
  dil: 'rdi',
  bpl: 'rbp',
  spl: 'rsp',
}

/** The 64-bit register that `name` is a part of: `rdi` for `edi` and `dil`. */
export function wholeRegister(name: string): string {
  const wide = WIDE[name]
  if (wide) return wide
  const numbered = /^(r(?:8|9|1[0-5]))[dwb]?$/.exec(name)
  if (numbered) return numbered[1] ?? name
  if (/^e?(?:ax|bx|cx|dx|si|di|bp|sp)$/.test(name)) return `r${name.replace(/^e/, '')}`
  return name
}

/** Bytes of a register: 8 for `rax`, 4 for `eax`, 1 for `al`, 16 for `xmm0`. */
export function registerSize(name: string): number {
  if (name.startsWith('xmm')) return 16
  if (name.startsWith('ymm')) return 32
  if (/^r(?:8|9|1[0-5])?[a-z]*$/.test(name) && !/^r(?:8|9|1[0-5])[dwb]$/.test(name)) return 8
  if (/^e|d$/.test(name) && name.length >= 3) return 4
  if (/^(?:[abcd][lh]|\w+l|r\d+b)$/.test(name)) return 1
  return 2
}
