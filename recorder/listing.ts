import { bodyOf, jumpOf, symbolsIn, targetOf } from './assembly.ts'
import { isOwnFile } from './compile.ts'
import { coldInstructions } from './control-flow.ts'
import { Refused } from './refused.ts'
import { roleOf } from './roles.ts'
import { functionLines } from './rust-source.ts'
import { shortPath } from './symbols.ts'
import type { AsmFunction, AsmInstruction, Assembly } from './assembly.ts'
import type { BinaryInstruction } from './binary.ts'
import type { SourceFrame } from './memory/source-frames.ts'
import type { Names } from './symbols.ts'
import type { Instruction, Listing } from './schema.ts'

/** What a listing is made from, besides the function itself. */
export type ListingContext = {
  assembly: Assembly
  /** Demangled names of all symbols in the assembly. */
  names: Names
  crate: string
  /** The program's file as debug information names it, and its text. */
  file: string
  text: string
  /** What a std function leads to, by symbol (`allocatingFunctions`). */
  allocating: (symbol: string) => 'allocator' | 'free' | undefined
}

/** Where a function's instructions lie in the executable, and the source they came from. */
export type Located = {
  address: number
  instructions: BinaryInstruction[]
  frames: ReadonlyMap<number, SourceFrame[]>
}

/** The listing of one function (see the schema). `located` is the same function's machine code. */
export function makeListing(symbol: string, located: Located, context: ListingContext): Listing {
  const body = bodyOf(context.assembly, symbol)
  const name = shortName(symbol, context)
  if (!body) throw new Refused(`no assembly for ${name}`)
  const addresses = matchAddresses(name, body.instructions, located.instructions)
  const labels = readingOrder(body, context.assembly.tables)
  const nameOf = (item: string) => context.names.get(item) ?? item
  const cold = coldInstructions(body.instructions, context.assembly.tables, nameOf)
  const renamed = operandNames(labels, context)
  const instructions = body.instructions.map((item, index): Instruction => {
    const address = addresses[index] ?? located.address
    const label = item.labels.map((own) => labels.get(own)).find((own) => own !== undefined)
    const target = targetOf(item)
    const role = roleOf(item, nameOf, context.allocating)
    return {
      mnemonic: item.mnemonic,
      operands: renamed(item.operands),
      offset: address - located.address,
      ...(label !== undefined && { label }),
      ...lineOf(item, located.frames.get(address) ?? [], context),
      ...(cold[index] && { cold: true }),
      ...(role && { role }),
      ...(target !== undefined && { target: nameOf(target) }),
    }
  })
  const lines = instructions.flatMap(({ line }) => line ?? [])
  return {
    function: name,
    ...(body.symbol !== symbol && { sameAs: shortName(body.symbol, context) }),
    ...functionLines(context.text, lastName(name), lines),
    instructions,
  }
}

/** A symbol's name as the listing shows it. */
export function shortName(symbol: string, { names, crate }: Pick<ListingContext, 'names' | 'crate'>) {
  return shortPath(names.get(symbol) ?? symbol, crate)
}

/** Name of the function itself, as it stands after `fn`. */
function lastName(name: string): string {
  return /(\w+)(?:::<.*>)?$/.exec(name)?.[1] ?? name
}

/**
 * The address of each instruction of the assembly: objdump's are the same in the same order, but
 * for the no-ops that the assembler puts in to align.
 */
function matchAddresses(name: string, written: AsmInstruction[], linked: BinaryInstruction[]): number[] {
  const isPadding = (mnemonic: string) => /^(nop\w*|int3|xchg)$/.test(mnemonic)
  const addresses: number[] = []
  let at = 0
  for (const { mnemonic } of written) {
    while (isPadding(linked[at]?.mnemonic ?? '') && !isPadding(mnemonic)) at += 1
    const found = linked[at]
    if (!found || isTransfer(found.mnemonic) !== isTransfer(mnemonic)) {
      throw new Refused(
        `${name}: instruction ${addresses.length + 1} is ${mnemonic} in the assembly, ` +
          `${found?.mnemonic ?? 'missing'} in the executable`,
      )
    }
    addresses.push(found.address)
    at += 1
  }
  return addresses
}

function isTransfer(mnemonic: string): boolean {
  return /^(call|ret|j\w+)$/.test(mnemonic)
}

/** New names of the labels that something jumps to: `L1`, `L2`, … as a reader meets them. */
function readingOrder({ instructions }: AsmFunction, tables: ReadonlyMap<string, string[]>): Map<string, string> {
  const targets = new Set(instructions.flatMap((instruction) => jumpOf(instruction) ?? []))
  for (const { operands } of instructions) {
    for (const table of operands.match(/\.LJTI[\w@.$]+/g) ?? []) {
      for (const label of tables.get(table) ?? []) targets.add(label)
    }
  }
  const met = instructions.flatMap(({ labels }) => labels).filter((label) => targets.has(label))
  const places = new Map<string, number>()
  for (const [index, { labels }] of instructions.entries()) {
    for (const label of labels) places.set(label, index)
  }
  // Labels at one place are one label.
  const order = [...new Set(met.map((label) => places.get(label)))]
  return new Map(met.map((label) => [label, `L${order.indexOf(places.get(label)) + 1}`]))
}

/**
 * Operands as a reader needs them: labels renamed, symbols demangled and shortened without the
 * linker's `@GOTPCREL` and `@PLT`; nameless data is numbered by kind: `data1`, `const1` for the
 * constant pool, `table1` for jump tables.
 */
function operandNames(labels: Map<string, string>, context: ListingContext) {
  const numbered = new Map<string, string>()
  const counts = new Map<string, number>()
  const number = (label: string) => {
    const kind = label.startsWith('.LJTI') ? 'table' : label.startsWith('.LCPI') ? 'const' : 'data'
    const known = numbered.get(label)
    if (known) return known
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    numbered.set(label, `${kind}${count}`)
    return `${kind}${count}`
  }
  return (operands: string) => {
    let text = operands.replace(/@(GOTPCREL|GOTPCREL_NORELAX|PLT|TPOFF|GOTTPOFF)\b/g, '')
    for (const symbol of symbolsIn(text)) {
      const [before = '', ...after] = text.split(symbol)
      // LLVM numbers its copies of a static: `COUNTER.0`.
      text = [before, shortName(symbol, context), after.join(symbol).replace(/^\.[\w.]+/, '')].join('')
    }
    const local = /(?<![\w.])(\.L|anon\.)[\w.$]+(@\d+)?/g
    return text.replace(local, (label) => labels.get(label) ?? number(label))
  }
}

/** The line of the program that an instruction came from, or why it has none. */
function lineOf(
  { part }: AsmInstruction,
  frames: SourceFrame[],
  context: ListingContext,
): Pick<Instruction, 'line' | 'unlined' | 'inlined'> {
  const own = frames.find(({ file, line }) => isOwnFile(file, context.file) && line > 0)
  if (!own) return { unlined: part === 'body' ? 'compiler' : part }
  const [innermost] = frames
  if (!innermost || isOwnFile(innermost.file, context.file)) return { line: own.line }
  return { line: own.line, inlined: shortName(innermost.symbol, context) }
}
