/** Where one argument arrives: the registers that hold it, in order. */
export type Parameter = {
  name: string
  type: string
  /**
   * `value` in one register, `fat` as pointer and metadata in two, `copy` as the address of a copy;
   * `unknown` where the type's name alone does not say.
   */
  passed: 'value' | 'fat' | 'copy' | 'unknown'
  /** Bytes of a scalar; 8 for anything else. */
  bytes: number
  /** What the second register of a fat pointer holds. */
  second?: 'length' | 'vtable'
}

/** What a function's head says about its registers on entry. */
export type Signature = {
  parameters: Parameter[]
  /** The return type as written; empty for none. */
  returns: string
  /**
   * Whether the result is written to memory of the caller, whose address arrives in `rdi` before
   * the arguments (System V psABI 3.2.3, which Rust's own ABI follows for big aggregates).
   * `undefined` where the type's name alone does not say.
   */
  byAddress?: boolean
}

const SCALAR = /^(?:[iu](?:8|16|32|64|size)|bool|char|\*(?:const|mut) .*|fn\(.*|NonZero.*)$/
const SIZES: Readonly<Record<string, number>> = {
  ...{ u8: 1, i8: 1, bool: 1, u16: 2, i16: 2, u32: 4, i32: 4, char: 4, f32: 4 },
  ...{ u64: 8, i64: 8, usize: 8, isize: 8, f64: 8 },
}
/** Three words each in this compiler: passed and returned in memory. */
const HEADERS = /^(?:(?:std::\w+::)?(?:Vec|String|VecDeque|BTreeMap)\b)/

/** Reads a function's head, `fn name(…) -> …`, from the text of its lines. */
export function parseSignature(text: string): Signature {
  const start = /\bfn\s+\w+/.exec(text)
  if (!start) return { parameters: [], returns: '' }
  const open = text.indexOf('(', start.index + start[0].length)
  const close = matching(text, open)
  const rest = text.slice(close + 1)
  const returns = (/^\s*->\s*([^{]+?)\s*(?:\bwhere\b|\{|$)/.exec(rest)?.[1] ?? '').trim()
  return {
    parameters: splitTop(text.slice(open + 1, close)).flatMap(parameter),
    returns,
    byAddress: resultByAddress(returns),
  }
}

function matching(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')' && --depth === 0) return i
  }
  return text.length
}

function splitTop(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let current = ''
  for (const [i, char] of [...text].entries()) {
    if ('([{<'.includes(char)) depth++
    if (')]}'.includes(char) || (char === '>' && text[i - 1] !== '-')) depth--
    if (char === ',' && depth === 0) {
      parts.push(current)
      current = ''
    } else current += char
  }
  return [...parts, current].map((part) => part.trim()).filter(Boolean)
}

function parameter(text: string): Parameter[] {
  const self = /^(&?)(?:'\w+\s+)?(?:mut\s+)?self$/.exec(text)
  if (self) return [{ name: 'self', type: `${self[1]}Self`, passed: self[1] ? 'value' : 'unknown', bytes: 8 }]
  const colon = text.indexOf(':')
  const name = text
    .slice(0, colon)
    .replace(/^\s*mut\s+/, '')
    .trim()
  const type = text.slice(colon + 1).trim()
  const passed = passing(type)
  const bytes = SIZES[type] ?? 8
  if (passed !== 'fat') return [{ name, type, passed, bytes }]
  return [{ name, type, passed, bytes, second: /\bdyn\b/.test(type) ? 'vtable' : 'length' }]
}

function passing(type: string): Parameter['passed'] {
  if (/^(?:&(?:'\w+\s+)?(?:mut\s+)?|Box<)(?:str|\[[^;]*\]|\(?dyn\b.*)>?$/.test(type)) return 'fat'
  if (isWord(type)) return 'value'
  return HEADERS.test(type) || arrayBytes(type) !== undefined ? 'copy' : 'unknown'
}

function isWord(type: string): boolean {
  if (SCALAR.test(type) || /^&|^(?:Box|Rc|Arc)</.test(type)) return true
  const bytes = arrayBytes(type)
  return bytes !== undefined && bytes <= 8
}

function arrayBytes(type: string): number | undefined {
  const array = /^\[(\w+);\s*([\d_]+)\]$/.exec(type)
  const element = SIZES[array?.[1] ?? '']
  return element === undefined ? undefined : element * Number((array?.[2] ?? '').replaceAll('_', ''))
}

/** Two scalars, which come back in `rax` and `rdx`. */
export function isPair(type: string): boolean {
  const parts = /^\((.*)\)$/.exec(type)?.[1]
  return parts !== undefined && splitTop(parts).length === 2 && splitTop(parts).every(isWord)
}

function resultByAddress(returns: string): boolean | undefined {
  if (returns === '' || returns === '()' || returns === '!' || isWord(returns)) return false
  if (passing(returns) === 'fat' || /^f(?:32|64)$/.test(returns)) return false
  if (/^Option<(?:&|Box<|[iu]\d+>|[iu]size>|bool>|char>)/.test(returns)) return false
  if (HEADERS.test(returns)) return true
  if (isPair(returns)) return false
  const bytes = arrayBytes(returns)
  return bytes === undefined ? undefined : bytes > 8
}

/** The three words of a `Vec` or `String` by their offset in bytes, as this compiler lays them out. */
export const HEADER_FIELDS: ReadonlyMap<number, string> = new Map([
  [0, 'capacity'],
  [8, 'pointer'],
  [16, 'length'],
])

/** Whether a type is a capacity, a pointer and a length. */
export function isHeader(type: string): boolean {
  return /^(?:Vec<|String$)/.test(type)
}
