import type { Build, Listing } from '../../recorder/schema.ts'
import { codeLines, type CodeLine } from '../code-lines.ts'
import type { Recorded } from '../recorded.ts'
import { ASM_LINES, foldRows } from './fold-rows.ts'
import { parseShow, parseTargets, type StateName, type Target } from './parse-steps.ts'
import { instructionRows, instructionsOf, type AsmRow, type InstructionRow } from './rows.ts'

/** What a page asks for; see the props of `RustToAsm`. */
export type AsmRequest = {
  recordings: Recorded[]
  function?: string
  show: string
  highlight?: string
  keep?: string
  region?: string
}

/** What is lit: lines of the snippet's file and positions in the listing. */
export type Lit = { lines: ReadonlySet<number>; instructions: ReadonlySet<number> }

/** One state of the magic move: Rust alone, or Rust beside the assembly of one build. */
export type AsmState = {
  name: StateName
  recording: Recorded
  /** The Rust beside it, marks removed and outdented. */
  rust: CodeLine[]
  /** The function's first line, counted in the snippet's file. */
  head: number
  /** Number of a line as shown, 1 for the first shown. */
  number: (line: number) => number
  /** Absent for Rust alone. */
  build?: Build
  listing?: Listing
  /** All instructions, unfolded. */
  instructions: InstructionRow[]
  /** At most twelve, cold paths and noise folded. */
  rows: AsmRow[]
  /** Lines that became instructions in an earlier, less optimised state and none in this one. */
  nothing: ReadonlySet<number>
}

/** One click's worth: a state and what is lit in it. */
export type AsmStep = { state: number; lit: Lit }

export type AsmPlan = { states: AsmState[]; steps: AsmStep[] }

const NONE: Lit = { lines: new Set(), instructions: new Set() }

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
  const bare = names.map((name) => bareState(name, request))
  const forState = (list: Target[], name: StateName) =>
    list.filter(({ state }) => state === undefined || state === name.text)
  const states = bare.map((state, i) => {
    const named = (list: Target[]) =>
      forState(list, state.name).flatMap((target) => [...litBy(target, state).instructions])
    const rows = foldRows(state.instructions, new Set(named(kept)), new Set(named(targets)))
    return { ...state, rows, nothing: becameNothing(bare, i) }
  })
  for (const state of states) checkLength(state)
  const steps = states.flatMap((state, i): AsmStep[] => [
    { state: i, lit: NONE },
    ...forState(targets, state.name).map((target) => ({ state: i, lit: litBy(target, state) })),
  ])
  return { states, steps }
}

/** Most Rust lines that a slide shows. */
const RUST_LINES = 14

function checkLength({ name, rust, rows }: AsmState): void {
  const shows = `"${name.text}" shows`
  if (rust.length > RUST_LINES) {
    throw new Error(`${shows} ${rust.length} Rust lines; a slide holds ${RUST_LINES}`)
  }
  if (rows.length > ASM_LINES) {
    throw new Error(`${shows} ${rows.length} assembly lines; a slide holds ${ASM_LINES}: keep fewer`)
  }
}

/**
 * State and light at a step; steps beyond the ends are the first and the last.
 * @throws when the plan has no steps.
 */
export function momentOf({ states, steps }: AsmPlan, at: number): { state: AsmState; lit: Lit } {
  const step = steps[Math.min(Math.max(at, 0), steps.length - 1)]
  const state = step && states[step.state]
  if (!state) throw new RangeError(`step ${at} of a plan of ${steps.length}`)
  return { state, lit: step.lit }
}

/** The states of all builds that have a listing of the function that `state` shows. */
export function planBuilds({ recording, listing }: AsmState): AsmState[] {
  const name = listing?.function
  const builds = Object.entries(recording.builds).filter(([, build]) =>
    build.listings.some((other) => other.function === name),
  )
  const show = builds.map(([build]) => build).join(' ')
  return planAsm({ recordings: [recording], function: name, show }).states
}

function bareState(name: StateName, request: AsmRequest): AsmState {
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
  const first = rust[0]?.number ?? 1
  const head = recording.source.text.split('\n').slice(span.first - 1, span.last).join('\n')
  const optimised = build !== undefined && !build.flags.join(' ').includes('opt-level=0')
  const instructions = build ? instructionRows(listing, head, optimised) : []
  return {
    name,
    recording,
    rust,
    head: span.first,
    number: (line) => line - first + 1,
    build,
    listing: build && listing,
    instructions,
    rows: instructions,
    nothing: new Set(),
  }
}

/** A function's lines from its head on: without a prologue the line table begins at its first statement. */
function spanOf(
  { function: path, first, last }: Listing,
  { source }: Recorded,
): { first: number; last: number } {
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

/**
 * Statements that have instructions in a less optimised build of the function and none in state
 * `at`. None at all where the line table leaves room for doubt: where code of another function was
 * inlined, or work stands on the function's head or its closing brace.
 */
function becameNothing(states: AsmState[], at: number): Set<number> {
  const here = states[at]
  if (here?.build?.profile !== 'release') return new Set()
  const statements = here.rust.filter(isStatement).map((line) => line.number)
  const elsewhere = here.instructions.filter(({ line }) => line !== undefined && !statements.includes(line))
  if (elsewhere.some(isWork)) return new Set()
  const others = Object.values(here.recording.builds).filter((build) => build.profile !== 'release')
  const before = others
    .flatMap((build) => build.listings)
    .filter((listing) => listing.function === here.listing?.function)
    .flatMap((listing) => listing.instructions.flatMap(({ line }) => line ?? []))
  const now = new Set(here.instructions.map((row) => row.line))
  return new Set(statements.filter((line) => before.includes(line) && !now.has(line)))
}

function isStatement({ tokens }: CodeLine): boolean {
  const text = tokens.map((token) => token.text).join('')
  return !/^\s*(?:[{}()[\];,]*|(?:pub\S* )?(?:const |unsafe |async )*fn\b.*|#.*|\/\/.*)$/.test(text)
}

/** More than setting up and taking down the frame, moving words between registers and returning. */
function isWork({ role, mnemonic, pieces }: InstructionRow): boolean {
  if (role !== undefined || /^(?:ret|nop)/.test(mnemonic)) return false
  return !/^mov/.test(mnemonic) || pieces[0]?.kind === 'memory'
}

/** Lines and instructions that a target names in a state. */
function litBy(target: Target, state: AsmState): Lit {
  const { instructions } = state
  const lines = new Set<number>()
  const lit = new Set<number>()
  for (const part of target.parts) {
    if (part.is === 'line' || part.is === 'mark') {
      for (const line of namedLines(part, state)) {
        lines.add(line)
        for (const row of instructions) if (row.line === line) lit.add(row.index)
      }
      continue
    }
    const matching = instructions.filter((row) => rolesOf(row, state).includes(part.name))
    if (matching.length === 0) {
      const roles = [...new Set(instructions.flatMap((row) => rolesOf(row, state)))].join(', ')
      const where = `"${target.text}": no instruction is "${part.name}" in ${state.name.text}`
      throw new Error(`${where}; there is ${roles || 'no role'}`)
    }
    for (const row of matching) {
      lit.add(row.index)
      if (row.line !== undefined) lines.add(row.line)
    }
  }
  return { lines, instructions: lit }
}

function namedLines(
  part: Extract<Target['parts'][number], { is: 'line' | 'mark' }>,
  state: AsmState,
): number[] {
  if (part.is === 'mark') {
    const line = state.recording.source.marks[part.name]
    if (line !== undefined) return [line]
    const marks = Object.keys(state.recording.source.marks)
    throw new Error(`no line is marked "${part.name}"; marks are ${marks.join(', ') || 'none'}`)
  }
  const shown = state.rust.filter((line) => {
    const number = state.number(line.number)
    return number >= part.first && number <= part.last
  })
  if (shown.length === part.last - part.first + 1) return shown.map((line) => line.number)
  const range = part.first === part.last ? part.first : `${part.first}-${part.last}`
  throw new Error(`line ${range} is not shown; lines are 1 to ${state.rust.length}`)
}

/** Roles of a row: the recorded ones, and where it stands in its function. */
function rolesOf(row: InstructionRow, state: AsmState): string[] {
  const { role, unlined, cold, std } = row
  const [prologue, epilogue] = [isPrologue(row, state), isEpilogue(row, state)]
  const places = [unlined, prologue && 'prologue', epilogue && 'epilogue']
  return [role, ...places, cold && 'cold', std && 'std'].flatMap((name) => name || [])
}

/** Before the first instruction of a statement: what the line table gives to the function's head. */
function isPrologue(row: InstructionRow, { instructions, head }: AsmState): boolean {
  const body = instructions.findIndex(({ line }) => line !== undefined && line !== head)
  return row.line === head && (body < 0 || row.index < body)
}

/** Takes down the frame or returns, on the function's closing brace. */
function isEpilogue({ line, role, mnemonic }: InstructionRow, { listing }: AsmState): boolean {
  return line === listing?.last && (role === 'stack' || role === 'restore' || mnemonic === 'ret')
}

/** What lights when a viewer points at a line: its partners on both sides. */
export function litByLine(state: AsmState, line: number): Lit {
  const rows = state.instructions.filter((row) => row.line === line)
  return { lines: new Set([line]), instructions: new Set(rows.map((row) => row.index)) }
}

/** What lights when a viewer points at a row; a row without a line lights alone. */
export function litByRow(state: AsmState, row: AsmRow): Lit {
  if (row.line !== undefined) return litByLine(state, row.line)
  return { lines: new Set(), instructions: new Set(instructionsOf(row).map(({ index }) => index)) }
}
