/**
 * A text in as few lines as words of at most `width` make, and in these as evenly long as they can be.
 * A word that is longer stands in a line of its own.
 * @param measure gives the width of a line, in the unit of `width`.
 */
export function wrap(text: string, width: number, measure: (line: string) => number): string[] {
  const words = text.split(' ')
  const within = (most: number): string[] => {
    const lines: string[] = []
    for (const word of words) {
      const longer = `${lines.at(-1)} ${word}`
      if (lines.length > 0 && measure(longer) <= most) lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines
  }
  const fewest = within(width).length
  let [narrow, wide] = [0, width]
  while (wide - narrow > 1) {
    const middle = (narrow + wide) / 2
    if (within(middle).length > fewest) narrow = middle
    else wide = middle
  }
  return within(wide)
}
