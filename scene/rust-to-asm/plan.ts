import type { Build, Listing } from '../../recorder/schema.ts'
import { codeLines } from '../code-lines.ts'
import type { Recorded } from '../recorded.ts'
import { ASM_LINES, foldRows } from './fold-rows.ts'
import { isOptimised, lineFates } from './line-fates.ts'
import { programOf } from './links.ts'
import { parseShow, parseTargets, type StateName, type Target } from './parse-steps.ts'
import { listingProvenance } from './provenance.ts'
import { instructionRows, type AsmRow, type InstructionRow } from './rows.ts'
import type { AsmPlan, AsmState, AsmStep, Lit } from './states.ts'
import { litBy, type Draft } from './targets.ts'

/** What a page asks for; see the props of `RustToAsm`. */
export type AsmRequest = {
  recordings: Recorded[]
  function?: string
  show: string
  highlight?: string
  keep?: string
  region?: string
}

const NONE: Lit = { lines: [], instructions: [] }

/**
 * Turns what a page asks for into states and steps, in the order of clicks: each state once, then
 * its highlights.
 * @throws when the page names a recording, build, function, line or role that is not there, with
 * what there is instead.
 */
export function planAsm(request: AsmRequest): AsmPlan {
  const names = parseShow(request.show)
  const targets = parseTargets(request.highlight ?? '')
  const kept = parseTargets(request.keep ?? '')
  for (const { state } of [...targets, ...kept]) {
    if (state !== undefined && !names.some((name) => name.text === state)) {
      throw new Error(`"${state}" is not a state of show="${request.show}"`)
    }
  }
  const drafts = names.map((name) => draftOf(name, request))
  const forState = (list: Target[], { name }: Draft) =>
    list.filter(({ state }) => state === undefined || state === name)
  const states = drafts.map((draft): AsmState => {
    const { recording: _recording, listing: _listing, head: _head, ...state } = draft
    const fates = [...lineFates(draft)]
    return {
      ...state,
      rows: rowsOf(draft, []),
      spared: draft.profile !== undefined && !asks(draft) && drafts.some(asks),
      nothing: fates.flatMap(([line, { is }]) => (is === 'nothing' ? [line] : [])),
      without: Object.fromEntries(fates.flatMap(([line, fate]) => (fate.is === 'without' ? [[line, fate.why]] : []))),
    }
  })
  for (const state of states) checkLength(state)
  const steps = drafts.flatMap((draft, i): AsmStep[] => [
    { state: i, lit: litFirst(draft) },
    ...forState(targets, draft)
      .filter(({ first }) => !first)
      .map((target): AsmStep => {
        const lit = litBy(target, draft)
        if (!target.opens) return { state: i, lit }
        const rows = rowsOf(draft, lit.instructions)
        checkLength({ ...draft, rows })
        return { state: i, lit, rows }
      }),
  ])
  return { states, steps }

  /** What is lit as soon as a state is there. */
  function litFirst(draft: Draft): Lit {
    const target = forState(targets, draft).find(({ first }) => first)
    return target ? litBy(target, draft) : NONE
  }

  /** The rows of a state with `open` unfolded; what steps point at folds last, and what leads to the unfolded. */
  function rowsOf(draft: Draft, open: number[]): AsmRow[] {
    const named = (list: Target[]) => forState(list, draft).flatMap((target) => litBy(target, draft).instructions)
    const stay = [...named(targets.filter(({ opens }) => !opens)), ...jumpsTo(open, draft.instructions)]
    return foldRows(draft.instructions, new Set([...named(kept), ...open]), new Set(stay))
  }
}

/** The jumps that lead to rows that a step opens, each with the test before it. */
function jumpsTo(opened: readonly number[], rows: readonly InstructionRow[]): number[] {
  const labels = opened.flatMap((index) => rows[index]?.label ?? [])
  const jumps = rows.filter(
    ({ mnemonic, pieces }) => mnemonic.startsWith('j') && pieces.some(({ text }) => labels.includes(text)),
  )
  return jumps.flatMap(({ index }) => [index - 1, index])
}

function asks({ instructions }: Pick<AsmState, 'instructions'>): boolean {
  return instructions.some(({ role }) => role === 'allocator')
}

/** Most Rust lines that a slide shows. */
const RUST_LINES = 14

function checkLength({ name, rust, rows }: AsmState): void {
  const shows = `"${name}" shows`
  if (rust.length > RUST_LINES) {
    throw new Error(`${shows} ${rust.length} Rust lines; a slide holds ${RUST_LINES}`)
  }
  if (rows.length > ASM_LINES) {
    throw new Error(`${shows} ${rows.length} assembly lines; a slide holds ${ASM_LINES}: keep fewer`)
  }
}

function draftOf(name: StateName, request: AsmRequest): Draft {
  const recording = recordingOf(name, request.recordings)
  const builds = Object.keys(recording.builds)
  const build = name.build === 'rust' ? undefined : recording.builds[name.build]
  if (name.build !== 'rust' && !build) {
    throw new Error(`${recording.name} has no build "${name.build}"; it has rust, ${builds.join(', ')}`)
  }
  const wanted = name.function ?? request.function
  const any = build ?? Object.values(recording.builds).find(({ listings }) => listings.length > 0)
  const listing = listingOf(any, wanted, recording.name)
  const span = spanOf(listing, recording)
  const shown = request.region ? recording.source.regions[request.region] : span
  const regions = { ...recording.source.regions, ...(shown && { shown }) }
  const source = { ...recording.source, regions }
  const rust = codeLines({ ...recording, source }, shown ? 'shown' : (request.region ?? ''))
  const lines = recording.source.text.split('\n').slice(span.first - 1, span.last)
  const head = withoutAliases(lines.join('\n'), recording.source.text)
  const optimised = build !== undefined && isOptimised(build.flags)
  const instructions = build ? instructionRows(listing, head, optimised) : []
  const compiled = build ?? Object.values(recording.builds).at(-1)
  return {
    name: name.text,
    program: compiled && programOf(recording, compiled),
    profile: build?.profile,
    provenance: listingProvenance(recording, build && name.build),
    function: `${recording.name}/${listing.function}`,
    rust,
    instructions,
    rows: instructions,
    spared: false,
    nothing: [],
    without: {},
    recording,
    listing: build && listing,
    head: span.first,
  }
}

/** A function's text with the snippet's own type aliases (`type Page = [u8; 4096];`) written out. */
function withoutAliases(text: string, source: string): string {
  return [...source.matchAll(/^\s*(?:pub )?type (\w+) = (.+);$/gm)].reduce(
    (written, [, alias, type = '']) => written.replace(new RegExp(`\\b${alias}\\b`, 'g'), () => type),
    text,
  )
}

/** A function's lines from its head on: without a prologue the line table begins at its first statement. */
function spanOf({ function: path, first, last }: Listing, { source }: Recorded): { first: number; last: number } {
  const name = /(\w+)(?:::<.*>)?$/.exec(path)?.[1] ?? path
  const lines = source.text.split('\n').slice(0, first)
  const head = lines.findLastIndex((line) => new RegExp(`\\bfn ${name}\\b`).test(line))
  return { first: head < 0 ? first : head + 1, last }
}

function recordingOf(name: StateName, recordings: Recorded[]): Recorded {
  const known = recordings.map((recording) => recording.name)
  const found = recordings.find((recording) => (name.recording ?? known[0]) === recording.name)
  if (!found) throw new Error(`no recording "${name.recording ?? ''}" here; there is ${known.join(', ')}`)
  return found
}

function listingOf(build: Build | undefined, wanted: string | undefined, recording: string): Listing {
  const listings = build?.listings ?? []
  const found = wanted ? listings.find((listing) => listing.function === wanted) : listings[0]
  if (found) return found
  const known = listings.map((listing) => listing.function).join(', ') || 'none'
  const where = `in ${build?.profile ?? 'any build'}`
  throw new Error(`${recording} has no listing of "${wanted ?? 'a function'}" ${where}; it has ${known}`)
}
