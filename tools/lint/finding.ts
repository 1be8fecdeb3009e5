/** Something that is wrong in the project, at a place, with what to do about it. */
export type Finding = {
  /** Path below the project, with `/`. */
  file: string
  /** Counted from 1. */
  line: number
  /** Counted from 1. */
  column: number
  /** The rule's name, as in `no-foreign-url`. */
  rule: string
  /** What is wrong and what to do. */
  message: string
}

/** Orders findings by file, then by place, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
  return a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.rule.localeCompare(b.rule)
}

/** How a part of a printed finding is coloured. */
export type Paint = (part: 'place' | 'rule', text: string) => string

/** One line a finding, `file:line:column  rule  message`, columns aligned. */
export function formatFindings(findings: Finding[], paint: Paint = (_, text) => text): string {
  const places = findings.map((f) => `${f.file}:${f.line}:${f.column}`)
  const placeWidth = Math.max(0, ...places.map((place) => place.length))
  const ruleWidth = Math.max(0, ...findings.map((f) => f.rule.length))
  return findings
    .map((finding, i) => {
      const place = paint('place', (places[i] ?? '').padEnd(placeWidth))
      return `${place}  ${paint('rule', finding.rule.padEnd(ruleWidth))}  ${finding.message}`
    })
    .join('\n')
}

/** The last line of a check: `1 finding in 1 file.` */
export function countFindings(findings: readonly Finding[]): string {
  const files = new Set(findings.map(({ file }) => file)).size
  const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
  return findings.length === 0
    ? 'Nothing found.'
    : `${counted(findings.length, 'finding')} in ${counted(files, 'file')}.`
}
