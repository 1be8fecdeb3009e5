/** The place of the last element whose `key` is at most `value`, in a list sorted by key; -1 without one. */
export function lastAtMost<T>(sorted: readonly T[], key: (one: T) => number, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const one = sorted[middle]
    if (one !== undefined && key(one) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
