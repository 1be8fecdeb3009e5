/** A state that a page names: `rust`, `release`, `next@release` or `box-new/make@release`. */
export type StateName = { text: string; recording?: string; function?: string; build: string }

/** What a highlight step lights together. */
export type Target = {
  /** As the page writes it. */
  text: string
  /** The state it belongs to, as `show` writes it; every state when absent. */
  state?: string
  /** Whether what is folded there opens for this step. */
  opens: boolean
  /** Whether it is lit with its state, by the same click. */
  first: boolean
  parts: ({ is: 'line'; first: number; last: number } | { is: 'mark'; name: string } | { is: 'role'; name: string })[]
}

/** Words that name instructions by what they are for. */
const ROLES = [
  ...['allocator', 'free', 'shim', 'panic', 'stack', 'save', 'restore'],
  ...['prologue', 'epilogue', 'compiler', 'cold', 'std'],
] as readonly string[]

/**
 * Reads `show`: states in the order of clicks, separated by spaces, or by commas where a
 * function's name holds spaces.
 * @throws when it names no state.
 */
export function parseShow(show: string): StateName[] {
  const separator = show.includes(',') ? ',' : /\s+/
  const items = show
    .split(separator)
    .map((item) => item.trim())
    .filter(Boolean)
  if (items.length === 0) throw new Error('show names no state; write for example show="rust clean release"')
  return items.map((text) => {
    const [, recording, name, build = text] = /^(?:([a-z0-9-]+)\/)?(?:(.+)@)?([a-z0-9-]+)$/.exec(text) ?? []
    return { text, recording, function: name, build }
  })
}

/**
 * Reads highlight steps: `release: allocator; release: line 3, line 5`. Steps are separated by
 * semicolons, what is lit together by commas; `line 3` counts as shown, `lines 3-5` is a range,
 * `mark name` is the line that the snippet marks so, other words are roles. `open cold` unfolds what it
 * lights, for that step; `first line 3` is lit as soon as its state is there.
 * @throws when a part is none of these.
 */
export function parseTargets(highlight: string): Target[] {
  return highlight
    .split(';')
    .map((step) => step.trim())
    .filter(Boolean)
    .map((text) => {
      const [, state, rest = text] = /^((?:[^:]|::)+?):(?!:)(.*)$/.exec(text) ?? []
      const [, how, names = ''] = /^\s*(?:(first|open)\s)?(.*)$/.exec(rest) ?? []
      const parts = names.split(',').map((part) => parsePart(part.trim(), text))
      return { text, state: state?.trim(), opens: how === 'open', first: how === 'first', parts }
    })
}

function parsePart(part: string, step: string): Target['parts'][number] {
  const line = /^lines?\s+(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part)
  if (line) return { is: 'line', first: Number(line[1]), last: Number(line[2] ?? line[1]) }
  const mark = /^mark\s+(\S+)$/.exec(part)
  if (mark?.[1]) return { is: 'mark', name: mark[1] }
  if (ROLES.includes(part)) return { is: 'role', name: part }
  const known = `"line 3", "mark name" or one of ${ROLES.join(', ')}`
  throw new Error(`"${step}": "${part}" is neither a line nor a role; write ${known}`)
}
