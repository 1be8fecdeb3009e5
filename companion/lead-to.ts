/** Where an address leads: to a slide, at its last click where `answered`, or to an entry of the index. */
export type Lead = { slide: string; answered: boolean } | { entry: string }

/**
 * Where an address leads that is not a slide's own; undefined for any other.
 * @param rules by section, the alias of the slide with its rules.
 * @param moved by an address that a slide had formerly, the one it has.
 */
export function leadTo(
  address: string,
  rules: Readonly<Record<number, string>>,
  moved: Readonly<Record<string, string>>,
): Lead | undefined {
  const now = moved[address]
  if (now !== undefined) return { slide: now, answered: false }
  const [, section] = /^rule-(\d+)-\d+$/.exec(address) ?? []
  const summary = section === undefined ? undefined : rules[Number(section)]
  if (summary !== undefined) return { slide: summary, answered: true }
  if (/^(?:term|snippet)-./.test(address)) return { entry: address }
  const [, slide] = /^(.+)-(?:answer|promised|observed)(?:-\d+)?$/.exec(address) ?? []
  return slide === undefined ? undefined : { slide: moved[slide] ?? slide, answered: true }
}
