/**
 * The numbers that a list such as `3,5-7` names, in ascending order, each once; `all` names 0 or 1 up to `last`.
 * Throws when a part is no number or range, is reversed, or lies outside `first`–`last`.
 */
export function parseRanges(text: string, first: number, last: number): number[] {
  if (text === 'all') return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const numbers = text.split(',').flatMap((part) => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim())
    if (!match) throw new Error(`“${part}” is neither a number nor a range such as 3-5`)
    const from = Number(match[1])
    const to = Number(match[2] ?? match[1])
    if (from > to) throw new Error(`${part} is reversed: write ${to}-${from}`)
    if (from < first || to > last) throw new Error(`${part} is not within ${first}–${last}`)
    return Array.from({ length: to - from + 1 }, (_, index) => from + index)
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}
