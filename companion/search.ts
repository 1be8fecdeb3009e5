/** Whether a text holds every word of a query, in any order and in any case; an empty query is in every text. */
export function matches(text: string, query: string): boolean {
  const within = text.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}
