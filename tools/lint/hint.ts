/** ` Did you mean …?` with the known word that differs least, empty when none is close enough to be meant. */
export function hint(name: string, known: Iterable<string>): string {
  let best: { word: string; distance: number } | undefined
  for (const word of known) {
    const distance = editDistance(name.toLowerCase(), word.toLowerCase())
    if (!best || distance < best.distance) best = { word, distance }
  }
  return best && best.distance <= Math.max(2, name.length / 3) ? ` Did you mean ${best.word}?` : ''
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[b.length] ?? 0
}
