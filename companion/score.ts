/** How a viewer's predictions compare with the recordings, as a sentence. */
export function scoreOf(
  questions: readonly { id: string; right: string }[],
  kept: Readonly<Record<string, string>>,
): string {
  const made = questions.filter(({ id }) => kept[id] !== undefined)
  const right = made.filter((question) => kept[question.id] === question.right)
  if (made.length === 0) return `None of ${questions.length} predictions made yet.`
  const left = questions.length - made.length
  return `${right.length} of ${made.length} right${left > 0 ? `, ${left} still open` : ''}.`
}
