/**
 * What a sentence rests on: the language or std lays it down; their page leaves it open, so it may not be relied on;
 * or it was recorded of one compiler, which only has to behave as if.
 */
export type ClaimLevel = 'promised' | 'not-promised' | 'recorded'

/** The word of each mark; its shape says the same. */
export const MARKS: Readonly<Record<ClaimLevel, string>> = {
  promised: 'Promised',
  'not-promised': 'Not promised',
  recorded: 'Recorded',
}

/** The level of what a document says, or (`nothing`) leaves open. */
export function promiseLevel(nothing: boolean | undefined): ClaimLevel {
  return nothing ? 'not-promised' : 'promised'
}

/** The level of a rule: laid down, left open, or recorded. */
export function ruleLevel({ promised, nothing }: Pick<RuleRequest, 'promised' | 'nothing'>): ClaimLevel {
  return promised || nothing ? promiseLevel(nothing) : 'recorded'
}

/** What a page gives a promise with. */
export interface PromiseRequest {
  /** Address in the Rust reference, the std docs or an ABI document. */
  source: string
  /** What that page is called: `std: Vec`. */
  name: string
  /** The page leaves open what the sentence names: it may not be relied on. */
  nothing?: boolean
}

/** What a page gives one rule of a section with. */
export interface RuleRequest {
  /** Its number, `2.1`, by which it is cited. */
  no: string
  /** `routeAlias` of the slide that proves it. */
  proof: string
  /** Marks it as laid down by the language or std; else as what was recorded. */
  promised?: boolean
  /** Marks it as left open there: it may not be relied on. */
  nothing?: boolean
  /**
   * What it rests on, checked by lint and tests: `vec-new: debug.calls = 0; release.calls = 0`; see
   * `parsePredicates` of `scene/predicate.ts`. Not shown.
   */
  rests?: string
}
