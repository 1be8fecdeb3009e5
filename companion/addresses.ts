/** What a sentence says: what answers the slide's question, what is laid down, or what one compiler did. */
export type ClaimKind = 'answer' | 'promised' | 'observed'

/** The address of a rule by its number: `rule-3-2` for `3.2`. */
export function ruleAddress(no: string): string {
  return `rule-${no.replaceAll('.', '-')}`
}

/** The address of a term: `term-zero-sized-type`. */
export function termAddress(term: string): string {
  return `term-${slug(term)}`
}

/** The address of a snippet by its name. */
export function snippetAddress(name: string): string {
  return `snippet-${name}`
}

/**
 * Gives the addresses of a slide's sentences, in the order of the page: `vec-new-observed`, for a
 * second one of its kind `vec-new-observed-2`.
 */
export function claimAddresses(alias: string): (kind: ClaimKind) => string {
  const counts: Record<ClaimKind, number> = { answer: 0, promised: 0, observed: 0 }
  return (kind) => {
    counts[kind] += 1
    return `${alias}-${kind}${counts[kind] > 1 ? `-${counts[kind]}` : ''}`
  }
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
