/** One instruction of rustc's assembly (`--emit asm`), as it is written there. */
export type AsmInstruction = {
  mnemonic: string
  /** Operands in Intel order, symbols mangled. */
  operands: string
  /** Local labels that stand before it. */
  labels: string[]
  /** Where it stands in its function, by the marks of the line table. */
  part: 'prologue' | 'body' | 'epilogue'
}

/** One function of rustc's assembly. */
export type AsmFunction = {
  symbol: string
  instructions: AsmInstruction[]
  /** File of its first `.loc`. */
  file?: string
}

/** What one or more assembly files hold. */
export type Assembly = {
  functions: Map<string, AsmFunction>
  /** Symbols that the compiler gave the body of another function: that function, by symbol. */
  aliases: Map<string, string>
  /** Local labels that a jump table leads to, by the table's label. */
  tables: Map<string, string[]>
}

const PREFIXES = new Set(['lock', 'rep', 'repe', 'repne', 'repz', 'repnz', 'data16', 'notrack'])

/**
 * Reads assembly as LLVM prints it for x86-64 ELF in Intel syntax. Local labels (`.LBB0_1`) are
 * numbered anew in each file, so those of later files get their file's index: `.LBB0_1@2`.
 */
export function parseAssembly(files: string[]): Assembly {
  const assembly: Assembly = { functions: new Map(), aliases: new Map(), tables: new Map() }
  for (const [index, text] of files.entries()) {
    parseFile(localised(text, index), assembly)
  }
  return assembly
}

function localised(text: string, index: number): string {
  return index === 0 ? text : text.replace(/\.L(BB|JTI|CPI)[\w.$]+/g, (label) => `${label}@${index}`)
}

function parseFile(text: string, assembly: Assembly): void {
  const functions = new Set([...text.matchAll(/^\s*\.type\s+(\S+),@function/gm)].map(([, name]) => name))
  let current: AsmFunction | undefined
  let labels: string[] = []
  let part: AsmInstruction['part'] = 'prologue'
  let table: string[] | undefined
  const files = new Map<string, string>()
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\s+#.*$/, '').trim()
    const [, alias, body] = /^(?:\.set )?([\w.$]+)(?: = |, )([\w.$]+)$/.exec(line) ?? []
    const label = /^([^\s:"]+|"[^"]+"):$/.exec(line)?.[1]
    if (label) {
      if (functions.has(label)) {
        current = { symbol: label, instructions: [] }
        assembly.functions.set(label, current)
        labels = []
        part = 'prologue'
      } else if (label.startsWith('.Lfunc_end')) current = undefined
      else if (label.startsWith('.LBB')) labels.push(label)
      table = label.startsWith('.LJTI') ? [] : undefined
      if (table) assembly.tables.set(label, table)
    } else if (alias && body && functions.has(alias)) {
      assembly.aliases.set(alias, body)
    } else if (line.startsWith('.')) {
      const [directive = '', rest = ''] = splitOnce(line)
      if (directive === '.long' && table) {
        const target = /^(\.LBB\S*?)(-|$)/.exec(rest)?.[1]
        if (target) table.push(target)
      } else if (directive === '.file') {
        const [, number, name] = /^(\d+) (?:"[^"]*" )?"([^"]*)"/.exec(rest) ?? []
        if (number && name) files.set(number, name)
      } else if (directive === '.loc' && current) {
        current.file ??= files.get(splitOnce(rest)[0])
        if (rest.includes('prologue_end')) part = 'body'
        if (rest.includes('epilogue_begin')) part = 'epilogue'
        else if (part === 'epilogue') part = 'body'
      }
    } else if (line !== '' && !line.startsWith('#') && current) {
      current.instructions.push({ ...splitInstruction(line), labels, part })
      labels = []
    }
  }
}

function splitOnce(line: string): [string, string] {
  const at = line.search(/\s/)
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at).trim()]
}

/** Mnemonic with its prefixes (`lock inc`, `rep movsb`), and operands. */
function splitInstruction(line: string): Pick<AsmInstruction, 'mnemonic' | 'operands'> {
  const [first, rest] = splitOnce(line.replace(/^(\w+);/, '$1 '))
  if (!PREFIXES.has(first) || rest === '') return { mnemonic: first, operands: rest }
  const { mnemonic, operands } = splitInstruction(rest)
  return { mnemonic: `${first} ${mnemonic}`, operands }
}

/** A function's body by its symbol, through aliases. */
export function bodyOf(assembly: Assembly, symbol: string): AsmFunction | undefined {
  const target = assembly.aliases.get(symbol)
  return target ? bodyOf(assembly, target) : assembly.functions.get(symbol)
}

/** Symbols that an operand text names, such as `_RNv…` in `[rip + _RNv…@GOTPCREL]`. */
export function symbolsIn(operands: string): string[] {
  return operands.match(/(?<![\w.$])(_R\w+|_ZN[\w.$]+?E(?![\w.$]))/g) ?? []
}

const REGISTER = /^(r[a-d]x|r[sd]i|r[bs]p|r\d+)$/

/** The symbol that a call or jump leads to out of the function, if it is written in it. */
export function targetOf({ mnemonic, operands }: AsmInstruction): string | undefined {
  if (!/^(call|j\w+)$/.test(mnemonic) || REGISTER.test(operands)) return undefined
  return /^(?:qword ptr \[rip \+ )?([A-Za-z_][\w.$]*)(@\w+)?\]?$/.exec(operands)?.[1]
}

/** The local label that a jump leads to. */
export function jumpOf({ mnemonic, operands }: AsmInstruction): string | undefined {
  return mnemonic.startsWith('j') && /^\.LBB/.test(operands) ? operands : undefined
}
