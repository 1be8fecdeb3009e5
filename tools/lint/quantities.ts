/** Stands in a text for what separates: a tag of a component, a code block, a table's cell. */
export const BARRIER = '\u0001'

/** Not the 64 of `x86-64` nor the 8 of `u8`. */
const DIGITS = String.raw`(?<![\w#]|[A-Za-z]\d*-)(?:0x[0-9a-f]+|\d+(?:[.,_\u00a0\u2009\u202f]\d+)*)`
const SPELLED =
  String.raw`\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen` +
  String.raw`|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety` +
  String.raw`|hundreds?|thousands?|millions?|dozens?)`
const NUMBER = `(?:${DIGITS}|${SPELLED})`
/** Blanks, at most one line break, or a hyphen. */
const GAP = String.raw`(?:-|[^\S\n]*(?:\n(?![^\S\n]*\n)[^\S\n]*)?)`
const WORDS_BETWEEN =
  '(?:(?:heap|stack|allocator|recorded|more|fewer|other|extra|further|additional|separate|whole' +
  String.raw`|single|different|machine)(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)){0,3}`
const CALLS = '(?:re|de)?alloc(?:ation)?s?|calls?|frees'
const UNITS =
  String.raw`(?:bytes?|octets?|bits|(?:kibi|mebi|gibi|kilo|mega|giga)bytes?|words|cycles?` +
  `|(?:nano|micro|milli)seconds?|instructions?|${CALLS})`
const NOT_COUNTED = String.raw`(?!\w|[^\S\n]+(?:sites?|stacks?|graphs?|conventions?|at a time|after another)\b)`
const ONCE = String.raw`(?<!\bat )once(?! (?:again|more|the|it|a|an|you|we|they|this|that)\b)`
const TIMES = `(?:twice|thrice|${ONCE}|${NUMBER} times)`
const ASKS = String.raw`\b(?:allocates?|allocator|calls?|called|asks?|asked|frees?|freed)\b`

const PATTERNS = [
  new RegExp(`${NUMBER}${GAP}${WORDS_BETWEEN}${UNITS}${NOT_COUNTED}`, 'gi'),
  new RegExp(String.raw`\bno ${WORDS_BETWEEN}(?:${CALLS})${NOT_COUNTED}`, 'gi'),
  new RegExp(`${NUMBER}${GAP}(?:[KMGTkmgt]i?B|B|ns|[µμu]s|ms)(?!\\w)`, 'g'),
  new RegExp(String.raw`${ASKS}[^.!?:|${BARRIER}\n]{0,40}?\b${TIMES}`, 'gi'),
]
/** A speaker's note may say how long to wait. */
const SECONDS = new RegExp(`${NUMBER}${GAP}(?:[^\\S\\n]s|seconds?)(?![\\w'’])`, 'g')

/** A quantity in a text. */
export type Quantity = { index: number; text: string }

/**
 * Numbers with a unit of memory, time or calls, in digits or words, in the text's order. `seconds`
 * false leaves out whole seconds.
 */
export function quantities(text: string, { seconds = true } = {}): Quantity[] {
  const found = [...PATTERNS, ...(seconds ? [SECONDS] : [])].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ index: match.index, text: match[0].replace(/\s+/g, ' ') })),
  )
  found.sort((a, b) => a.index - b.index || b.text.length - a.text.length)
  let end = 0
  return found.filter(({ index, text }) => {
    if (index < end) return false
    end = index + text.length
    return true
  })
}

const TABLE = /^[^\S\n]*\|.*\n[^\S\n]*\|(?:[^\S\n]*:?-+:?[^\S\n]*\|)+[^\S\n]*\n(?:[^\S\n]*\|.*(?:\n|$))+/gm
const COUNTED = new RegExp(`\\b(?:(?:${UNITS})(?!\\w)|(?:b|[kmg]i?b|ns|ms)\\b)`)
const BARE_NUMBER = new RegExp(`^\\s*(?:${NUMBER}|none)\\s*$`, 'i')

/** Bare numbers in a Markdown table's column whose head is a unit. */
export function columnQuantities(text: string): Quantity[] {
  return [...text.matchAll(TABLE)].flatMap((table) => {
    const rows = table[0].split('\n')
    const heads = (rows[0] ?? '').split('|').map((head) => head.trim().toLowerCase())
    const found: Quantity[] = []
    let offset = table.index
    for (const [i, row] of rows.entries()) {
      let at = offset
      for (const [column, cell] of row.split('|').entries()) {
        const head = heads[column] ?? ''
        const indent = cell.length - cell.trimStart().length
        if (i > 1 && BARE_NUMBER.test(cell) && COUNTED.test(head)) {
          found.push({ index: at + indent, text: `${cell.trim()} (${head})` })
        }
        at += cell.length + 1
      }
      offset += row.length + 1
    }
    return found
  })
}
