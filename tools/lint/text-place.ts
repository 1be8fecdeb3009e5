/** Turns offsets of a text into places: made once a file, asked often. */
export type Places = {
  /** Line and column, from 1, of an offset. */
  at(offset: number): { line: number; column: number }
  /** Offset of the first character of a line counted from 0; the text's length past its end. */
  startOf(row: number): number
}

/** Indexes the lines of `text`. */
export function placesOf(text: string): Places {
  const starts = [0]
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return {
    at(offset) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = Math.ceil((low + high) / 2)
        if ((starts[middle] ?? 0) <= offset) low = middle
        else high = middle - 1
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
    },
    startOf: (row) => starts[row] ?? text.length,
  }
}
