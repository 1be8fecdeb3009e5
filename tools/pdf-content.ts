/** An operator of a content stream with its operands, by its place among the stream's bytes. */
export interface Operation {
  operator: string
  /** Of its first operand. */
  start: number
  end: number
}

const SPACE = new Set([0, 9, 10, 12, 13, 32])
const code = (character: string): number => character.charCodeAt(0)
const [OPEN, CLOSE, BACKSLASH, PERCENT, SLASH] = ['(', ')', '\\', '%', '/'].map(code) as [
  number,
  number,
  number,
  number,
  number,
]
const DELIMITERS = new Set([...'()<>[]{}/%'].map(code))
/** What no operator begins with: digits, signs, a point. */
const NUMBER = new Set([...'0123456789+-.'].map(code))
const CONSTANTS = new Set(['true', 'false', 'null'])

/**
 * The operations of a content stream (ISO 32000-1, 7.8.2), in their order.
 * Throws on an inline image, whose data only its filter could measure; Chromium writes none.
 */
export function readOperations(bytes: Uint8Array): Operation[] {
  const operations: Operation[] = []
  let at = 0
  let start: number | undefined
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0
    if (SPACE.has(byte)) at++
    else if (byte === PERCENT) at = afterLine(bytes, at)
    else {
      const from = at
      start ??= from
      if (byte === OPEN) at = afterString(bytes, at)
      else if (byte === SLASH) at = afterWord(bytes, at + 1)
      else if (DELIMITERS.has(byte)) at++
      else {
        at = afterWord(bytes, at)
        // Most words are numbers, and need not be read.
        if (NUMBER.has(byte)) continue
        const word = String.fromCharCode(...bytes.subarray(from, at))
        // What stands in <…> are digits of a string: an operator never follows an opening mark.
        const isHex = bytes[from - 1] === code('<') && bytes[at] === code('>')
        if (isHex || CONSTANTS.has(word)) continue
        if (word === 'BI') throw new Error(`an inline image at byte ${from} of a page’s content cannot be read`)
        operations.push({ operator: word, start, end: at })
        start = undefined
      }
    }
  }
  return operations
}

function afterLine(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++
  return at
}

function afterWord(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !SPACE.has(bytes[at] ?? 0) && !DELIMITERS.has(bytes[at] ?? 0)) at++
  return at
}

/** Behind a string in parentheses, which may hold others. */
function afterString(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++
    else if (bytes[at] === OPEN) depth++
    else if (bytes[at] === CLOSE && --depth === 0) return at + 1
  }
  throw new Error(`a string at byte ${from} of a page’s content has no end`)
}
