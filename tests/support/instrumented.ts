import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editionOf } from '../../recorder/edition.ts'
import type { Frame, Local, MemoryState, PointerTarget, Trace } from '../../recorder/trace-schema.ts'
import type { RecordedProgram } from './recorded-program.ts'
import { probeAt, statementStarts, withProbes, type Probe, type Start } from './statements.ts'
import { pinnedRustc } from './toolchain.ts'

/** What a run had in a variable when it came to a line. */
interface Sight {
  local: Local
  frame: Frame
}

/** Types whose `{:?}` is the text that a recording has. */
const PRINTED = /^(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|&str|String)$/

/** rustc's errors that say that a variable has no value, or is not there yet in its own initialiser. */
const NO_VALUE = ['E0381', 'E0382', 'E0425']
/** Those that a longer use of a variable brings with it, whatever the variable holds. */
const BORROWED = ['E0499', 'E0501', 'E0502', 'E0503', 'E0505', 'E0506']

/** Rounds in which probes are taken away that cannot stand where they do. */
const ROUNDS = 8

interface Complaint {
  code?: string
  message: string
  /** What is written at all its places. */
  labels: string
  line: number
  column: number
}

/** A compiler for copies of one program. */
function probing(source: string, dir: string) {
  const starts = statementStarts(source)
  const compile = (probes: readonly Probe[], output: string[]): Complaint[] => {
    writeFileSync(join(dir, 'probe.rs'), withProbes(source, starts, probes))
    const args = ['--edition', editionOf(source), '-A', 'warnings', '--error-format=json', ...output, 'probe.rs']
    const { stderr } = spawnSync(pinnedRustc(), args, { cwd: dir, encoding: 'utf8' })
    return stderr.split('\n').flatMap((row): Complaint[] => {
      if (!row.startsWith('{')) return []
      const { level, code, message, spans } = JSON.parse(row) as {
        level: string
        code: { code: string } | null
        message: string
        spans: { is_primary: boolean; line_start: number; column_start: number; label: string | null }[]
      }
      const main = spans.find((span) => span.is_primary)
      if (level !== 'error' || !main) return []
      const labels = spans.map(({ label }) => label ?? '').join(' ')
      return [{ code: code?.code, message, labels, line: main.line_start, column: main.column_start }]
    })
  }
  return {
    starts,
    check: (probes: readonly Probe[]) => compile(probes, ['--emit=metadata']),
    /** What the program prints to stderr with the probes, or why they cannot all be compiled. */
    run(probes: readonly Probe[]): { printed: string } | { complaints: Complaint[] } {
      const complaints = compile(probes, ['-o', 'probe'])
      if (complaints.length > 0) return { complaints }
      return { printed: spawnSync(join(dir, 'probe'), { cwd: dir, encoding: 'utf8', timeout: 60_000 }).stderr }
    },
    at: (probes: readonly Probe[], place: Complaint) => probeAt(starts, probes, place),
  }
}

const keyOf = (line: number, name: string) => `${line} ${name}`

/** What a thread's run had in each variable whenever it came to a line that begins with a statement. */
function sightsOf(states: readonly MemoryState[], starts: ReadonlyMap<number, Start>): Map<string, Sight[]> {
  const sights = new Map<string, Sight[]>()
  const last = new Map<number, number>()
  for (const { frames, event } of states) {
    const frame = frames.at(-1)
    if (!frame || event !== undefined) continue
    const before = last.get(frame.id) ?? 0
    last.set(frame.id, frame.line)
    const start = starts.get(frame.line)
    // A statement of several lines may come to its first one in its middle.
    if (!start || (before >= frame.line && before <= start.end)) continue
    // What is declared here cannot be named yet: the name is the one of a variable before.
    const named = frame.locals.filter(
      ({ name, line, captured, inGuard, temporary }) =>
        /^\w+$/.test(name) && line < frame.line && !captured && !inGuard && !temporary,
    )
    for (const [name, local] of new Map(named.map((one) => [one.name, one]))) {
      const key = keyOf(frame.line, name)
      sights.set(key, [...(sights.get(key) ?? []), { local, frame }])
    }
  }
  return sights
}

/** The place in its own frame that a reference leads to. */
function referent({ local: { type, value }, frame }: Sight): { to: Local; offset: number } | undefined {
  const pointer = value?.kind === 'pointer' ? value : value?.fields?.find(({ kind }) => kind === 'pointer')
  const target: PointerTarget | undefined = pointer?.target
  if (!type.startsWith('&') || target?.kind !== 'stack' || target.frame !== frame.id) return undefined
  const to = frame.locals.find(({ id }) => id === target.local)
  return to && to.line < frame.line && !to.captured && !to.inGuard && !to.temporary
    ? { to, offset: target.offset }
    : undefined
}

/** What the program is to print for a variable, and what it must be each time. */
function printing(
  line: number,
  name: string,
  sights: readonly Sight[],
): { probe: Probe; wanted: string[] } | undefined {
  const says = (form: string, what: string) => ({
    line,
    name,
    text: `eprintln!("@@${line} ${name} ${form}", ${what});`,
  })
  const [first] = sights
  // What a future does not keep across an `await` it would keep if it were asked for behind that.
  if (!first || sights.some(({ local }) => local.optimisedOut)) return undefined
  if (PRINTED.test(first.local.type)) {
    const isText = /str|String/.test(first.local.type)
    const wanted = sights.map(({ local: { value } }) =>
      isText ? JSON.stringify(value?.text) : (value?.text ?? 'none'),
    )
    return { probe: says('{:?}', name), wanted }
  }
  const leads = referent(first)
  if (!leads) return undefined
  const distance = `(&raw const *${name}).cast::<u8>().addr() as isize - (&raw const ${leads.to.name}).cast::<u8>().addr() as isize`
  const wanted = sights.map((sight) => {
    const now = referent(sight)
    return now?.to.name === leads.to.name ? String(now.offset) : 'elsewhere'
  })
  return { probe: says('{}', distance), wanted }
}

/**
 * What a recording says of a program's variables and the compiler or the program itself denies, in words: a live
 * variable may be used where its line begins, one that is moved, dropped or not initialised may not; numbers, texts
 * and the places that references lead to are those that an instrumented copy of the program prints.
 *
 * Lines that begin with a statement are asked about, each time that the run comes to one.
 */
export function disagreements({ source: { text: source }, states: threads, trace }: Recorded): string[] {
  const [states = [], ...others] = threads
  // Which thread comes first to a line is no matter of the program.
  if (others.length > 0) return []
  const dir = mkdtempSync(join(tmpdir(), 'instrumented-'))
  try {
    const program = probing(source, dir)
    const sights = sightsOf(states, program.starts)
    const { said, live } = usable(program, sights)
    const printed = trace.truncated === undefined ? misprinted(program, sights, live) : []
    return [...said, ...unusable(program, sights), ...printed]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** What is asked about; one that was cut short may not end by itself, and is not run. */
type Recorded = Pick<RecordedProgram, 'states'> & { source: { text: string }; trace: Pick<Trace, 'truncated'> }

type Program = ReturnType<typeof probing>

const use = (key: string): Probe => {
  const [line = '', name = ''] = key.split(' ')
  return { line: Number(line), name, text: `let _ = &${name};` }
}

/** Asks rustc whether variables that are always live at a line may be used there. */
function usable(program: Program, sights: ReadonlyMap<string, Sight[]>): { said: string[]; live: Probe[] } {
  const said: string[] = []
  let live = [...sights].filter(([, all]) => all.every(({ local }) => local.state === 'live')).map(([key]) => use(key))
  for (let round = 0; round < ROUNDS; round++) {
    const refused = new Set<Probe>()
    for (const complaint of program.check(live)) {
      const { code = '', message, labels } = complaint
      const probe = program.at(live, complaint)
      if (!probe) continue
      refused.add(probe)
      // The round before may have moved it: this run did not get there.
      const isMaybe = BORROWED.includes(code) || /previous iteration/.test(labels)
      if (!isMaybe) said.push(`line ${probe.line}: “${probe.name}” is said to be live, rustc: ${message}`)
    }
    if (refused.size === 0) break
    live = live.filter((probe) => !refused.has(probe))
  }
  return { said, live }
}

/**
 * Asks rustc whether variables that are never whole at a line may be used there; of each the first such line. All are
 * asked at once: a use that is refused changes nothing for the others. Those about which rustc says nothing, as it
 * leaves out what follows from an error before, are asked again without the refused, and at last one by one.
 */
function unusable(program: Program, sights: ReadonlyMap<string, Sight[]>): string[] {
  const GONE = new Set<Local['state']>(['moved', 'partly-moved', 'dropped', 'uninitialised'])
  const asked = new Map<string, Probe>()
  for (const [key, all] of sights) {
    const probe = use(key)
    // What is dropped by hand stays the compiler's to use.
    const isGone = all.every(({ local }) => GONE.has(local.state) && !local.type.startsWith('ManuallyDrop'))
    if (isGone && !asked.has(probe.name)) asked.set(probe.name, probe)
  }
  const accepted = (probes: readonly Probe[]): Probe[] => {
    if (probes.length === 0) return []
    const complaints = program.check(probes).filter(({ code = '' }) => NO_VALUE.includes(code))
    const refused = new Set(complaints.map((one) => program.at(probes, one)))
    const left = probes.filter((probe) => !refused.has(probe))
    if (probes.length === 1) return left
    return left.length < probes.length ? accepted(left) : left.flatMap((probe) => accepted([probe]))
  }
  return accepted([...asked.values()]).map(
    (probe) => `line ${probe.line}: “${probe.name}” is said to have no value, rustc lets it be used`,
  )
}

/** Runs the program with a print in front of each line; gives what it says otherwise. */
function misprinted(program: Program, sights: ReadonlyMap<string, Sight[]>, live: readonly Probe[]): string[] {
  const prints = live.flatMap(({ line, name }) => printing(line, name, sights.get(keyOf(line, name)) ?? []) ?? [])
  let probes = prints.map(({ probe }) => probe)
  let answer = ''
  for (let round = 0; round <= ROUNDS && probes.length > 0; round++) {
    const ran = program.run(probes)
    if ('printed' in ran) {
      answer = ran.printed
      break
    }
    const { complaints } = ran
    // Where one does not stand in a probe, the line's probes use what they may not.
    const refused = new Set(complaints.map((one) => program.at(probes, one)))
    const lines = new Set(complaints.map(({ line }) => line))
    probes = probes.filter(
      (probe) => !refused.has(probe) && (refused.size > 1 || !refused.has(undefined) || !lines.has(probe.line)),
    )
  }
  const printed = new Map<string, string[]>()
  for (const [, line = '', name = '', text = ''] of answer.matchAll(/^@@(\d+) (\w+) (.*)$/gm)) {
    const key = `${line} ${name}`
    // In a text, marks that join the letter before are escaped by Rust alone.
    const unescaped = text.replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    const plain = text.startsWith('"') ? unescaped : text
    printed.set(key, [...(printed.get(key) ?? []), plain])
  }
  return prints.flatMap(({ probe: { line, name }, wanted }) => {
    const said = printed.get(keyOf(line, name)) ?? []
    // A line that holds more than its statement is come to more often than that: the first time is the same.
    const times = said.length === wanted.length ? said.length : Math.min(1, said.length)
    const at = said.slice(0, times).findIndex((text, i) => text !== wanted[i] && !wanted[i]?.endsWith('…"'))
    return at < 0 ? [] : [`line ${line}: “${name}” is recorded as ${wanted[at]}, the program prints ${said[at]}`]
  })
}
