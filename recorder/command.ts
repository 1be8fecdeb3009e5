import { dirname, relative, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { config } from 'zod'
import { compareRecordings, formatDifference } from './compare.ts'
import { hashOf } from './compile.ts'
import { openProgress } from './progress.ts'
import {
  RECORDINGS,
  allRecordings,
  allSnippets,
  isRecordingFile,
  readProgram,
  readPrograms,
  recordingFile,
} from './program-file.ts'
import { keptTimes, recordTimes, timedFunctions, withTimes } from './record-times.ts'
import { record } from './record.ts'
import { migrateRecording, readRecording, writeRecording } from './recording-file.ts'
import { Refused } from './refused.ts'
import { SCHEMA_VERSION } from './schema.ts'
import { notesOf, summarise } from './summary.ts'
import { PINNED_RUSTC, findToolchain } from './toolchain.ts'
import { openMemory } from './unchanged.ts'
import type { Progress } from './progress.ts'
import type { ProgramFile } from './program-file.ts'
import type { Recording } from './schema.ts'
import type { FoundToolchain } from './toolchain.ts'

/** Recordings made at one time: rustc and gdb keep one core each. */
const AT_ONCE = 2

/** Differences that `--check` prints for one recording. */
const SHOWN_DIFFERENCES = 20

type Options = {
  out?: string
  debug?: boolean
  release?: boolean
  steps: number
  check?: boolean
  force?: boolean
  times?: boolean
  text?: boolean
  checkInvariants?: boolean
  brief?: boolean
  migrate?: boolean
}

type Session = {
  options: Options
  found: FoundToolchain
  progress: Progress
  signal: AbortSignal
  /** Directory that the user stands in. */
  cwd: string
}

// A recording is checked once: to compile the checks would take longer.
config({ jitless: true })

const program = new Command('npm run record --')
  .description(
    'Records Rust programs: their assembly, their calls of the allocator and what their memory held.\n' +
      'Without arguments all snippets are recorded into recordings/; unchanged ones are skipped.',
  )
  .argument('[programs...]', 'names of snippets (vec-new), or paths of Rust programs of one file')
  .option('--out <dir>', 'where to write <program>.json (snippets: recordings/, else: here)')
  .addOption(new Option('--debug', 'only the debug build').conflicts('release'))
  .option('--release', 'only the release build, with its steps')
  .option('--steps <n>', 'source steps after which a trace ends', positive, 2000)
  .option('--check', 'record afresh, write nothing, print what differs from the committed recordings')
  .option('--force', 'record unchanged snippets too')
  .addOption(
    new Option(
      '--text',
      'print what memory held at each step of the debug (or --release) build; write no file but in --out',
    ).conflicts(['check', 'times']),
  )
  .addOption(
    new Option('--brief', 'as --text, but only name what is as it was at the step before').implies({ text: true }),
  )
  .addOption(
    new Option(
      '--check-invariants',
      'look for what no recording may hold: variables that the source has not, or that are missing, blocks that nobody ' +
        'or two own, values that contradict themselves; in recordings, or in programs, which it records; without ' +
        'arguments in all of recordings/',
    ).conflicts(['check', 'times', 'text']),
  )
  .addOption(
    new Option(
      '--migrate',
      'rewrite recordings of an older schema in this one, with all that they hold; without arguments all of recordings/',
    ).conflicts(['check', 'times', 'text', 'checkInvariants', 'force']),
  )
  .option('--times', 'measure programs that time themselves, one after another, and record how long they took')
  .addHelpText(
    'after',
    `
--text takes programs, which it records, and recordings (recordings/vec-new.json), which it reads. Colours are
for terminals only; NO_COLOR=1 takes them away, FORCE_COLOR=1 keeps them for "| less -R".

Recordings are made by rustc ${PINNED_RUSTC}; RUSTC=path names another compiler.`,
  )

/** A whole number above 0, for commander. */
function positive(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It is not a number above 0.')
  return number
}

async function main(names: string[], options: Options): Promise<number> {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => interrupted.abort(name))
  }
  const cwd = process.env.INIT_CWD ?? process.cwd()
  // The text has stdout for itself.
  const progress = openProgress(options.text ? process.stderr : process.stdout)
  try {
    const looks = { options, progress, signal: interrupted.signal, cwd }
    if (options.text) {
      if (names.length === 0) throw new Refused('--text wants the name of a program or of a recording')
      // Not what most calls want: its modules need not be read for them.
      const { openText } = await import('./show-text.ts')
      await eachRecording(names, looks, openText(options.brief))
      return 0
    }
    if (options.checkInvariants) return await checkInvariants(names, looks)
    if (options.migrate) return migrateAll(names, looks)
    const programs = readPrograms(names.length > 0 ? names : allSnippets(), cwd, options.out)
    if (options.times && names.length > 0) refuseUntimed(programs)
    const found = await toolchainFor(progress, interrupted.signal)
    const session = { options, found, progress, signal: interrupted.signal, cwd }
    if (options.times) {
      for (const item of programs) await timeOne(item, session)
      return 0
    }
    const failed = await inPairs(programs, (item) => recordOne(item, session))
    return failed > 0 ? 1 : 0
  } catch (error) {
    if (interrupted.signal.aborted) return 130
    if (!(error instanceof Refused)) throw error
    progress.error(error.message)
    return 1
  } finally {
    progress.close()
  }
}

/** The compiler and the tools; says when the compiler is not the pinned one. */
async function toolchainFor(progress: Progress, signal: AbortSignal): Promise<FoundToolchain> {
  const found = await findToolchain(process.env, signal)
  if (!found.pinned) {
    const version = found.toolchain.rustc
    progress.line(pc.yellow(`rustc is ${version}, not ${PINNED_RUSTC}: recordings will say so`))
  }
  return found
}

/** Hands on the recordings of programs, made now, and recordings that are there, in the order in which they are named. */
async function eachRecording(
  names: string[],
  session: Omit<Session, 'found'>,
  show: (recording: Recording, builds?: string[]) => void,
): Promise<void> {
  const { options, progress, signal, cwd } = session
  const programs = readPrograms(
    names.filter((name) => !isRecordingFile(name)),
    cwd,
    options.out,
  )
  const found = programs.length > 0 ? await toolchainFor(progress, signal) : undefined
  const only = options.release ? ['release'] : ['debug']
  for (const name of names) {
    if (isRecordingFile(name)) {
      show(readRecording(resolve(cwd, name)), options.release || options.debug ? only : undefined)
      continue
    }
    const { path } = readProgram(name, cwd)
    const item = programs.find((one) => one.path === path)
    if (!item || !found) continue
    const recording = await record(item, {
      found,
      defaults: { builds: ['debug', 'release'], steps: only },
      only,
      traced: true,
      steps: options.steps,
      onProgress: (text) => progress.doing(item.name, text),
      signal,
    })
    progress.done(item.name)
    if (options.out !== undefined) writeRecording(recordingFile(item, cwd, options.out), recording)
    show(recording)
  }
}

/** Says what contradicts itself or its source in recordings, all of the snippets' without names; gives the exit code. */
async function checkInvariants(names: string[], looks: Omit<Session, 'found'>): Promise<number> {
  const { recordingFaults } = await import('./invariants/index.ts')
  let faulty = 0
  await eachRecording(names.length > 0 ? names : allRecordings(), looks, (recording) => {
    const faults = recordingFaults(recording)
    if (faults.length === 0) return looks.progress.line(`${recording.source.file} ${pc.green('holds')}`)
    faulty += 1
    const lines = faults.map(
      ({ build, thread, says }) => `  ${build}${thread > 0 ? `, thread ${thread}` : ''}: ${says}`,
    )
    looks.progress.error([`${recording.source.file} does not hold:`, ...lines].join('\n'))
  })
  return faulty > 0 ? 1 : 0
}

/** Rewrites recordings in this schema, all of the snippets' without names; gives the exit code. */
function migrateAll(names: string[], { cwd, progress }: Pick<Session, 'cwd' | 'progress'>): number {
  let failed = 0
  for (const name of names.length > 0 ? names : allRecordings()) {
    try {
      const version = migrateRecording(resolve(cwd, name))
      const became = version === SCHEMA_VERSION ? pc.dim('is of it already') : pc.green(`was of schema ${version}`)
      progress.line(`${relative(cwd, resolve(cwd, name))} ${became}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      failed += 1
      progress.error(error.message)
    }
  }
  return failed > 0 ? 1 : 0
}

/** Does the work two at a time; gives how many of them failed. */
async function inPairs(programs: ProgramFile[], work: (item: ProgramFile) => Promise<boolean>) {
  const queue = [...programs]
  let failed = 0
  const worker = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) {
      if (!(await work(item))) failed += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return failed
}

/** Records or checks one program; gives whether that succeeded. */
async function recordOne(item: ProgramFile, session: Session): Promise<boolean> {
  const { options, found, progress, signal, cwd } = session
  const file = recordingFile(item, cwd, options.out)
  const only = [...(options.debug ? ['debug'] : []), ...(options.release ? ['release'] : [])]
  const memory = openMemory(found.toolchain, options.steps)
  const remembers = item.snippet && only.length === 0
  if (remembers && !options.check && !options.force && memory.isUnchanged(file, item.text)) {
    progress.line(`${item.name} ${pc.dim('unchanged')}`)
    return true
  }
  const started = performance.now()
  try {
    const recording = await record(item, {
      found,
      defaults: item.snippet
        ? { builds: ['debug', 'release'], steps: [] }
        : { builds: ['debug', 'release'], steps: only.length > 0 ? only : ['debug'] },
      steps: options.steps,
      ...(only.length > 0 && { only }),
      onProgress: (text) => progress.doing(item.name, text),
      signal,
    })
    if (options.check) return reportDifferences(recording, file, progress)
    const kept = keptTimes(file, recording)
    writeRecording(file, withTimes(recording, kept.times))
    if (remembers) memory.remember(file, item.text)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    progress.line(`${item.name} ${pc.dim(`${seconds} s`)} ${summarise(recording)}`)
    for (const note of notesOf(recording)) progress.line(pc.dim(`  note: ${note}`))
    if (kept.unreadable !== undefined) progress.line(pc.yellow(`  the file before ${kept.unreadable}: it is replaced`))
    if (kept.lost !== undefined) {
      const again = `npm run record -- --times ${item.snippet ? item.name : relative(cwd, item.path)}`
      progress.line(pc.yellow(`  its measured times are lost, ${kept.lost}: ${again}`))
    }
    if (dirname(file) !== RECORDINGS) progress.line(`  ${file}`)
    return true
  } catch (error) {
    if (signal.aborted) throw error
    if (!(error instanceof Refused)) throw error
    progress.error(error.message)
    return false
  } finally {
    progress.done(item.name)
  }
}

/** Without names, programs that time nothing are passed over; one that is named is a mistake. */
function refuseUntimed(programs: ProgramFile[]): void {
  const untimed = programs.filter((item) => timedFunctions(item).length === 0).map(({ file }) => file)
  if (untimed.length === 0) return
  throw new Refused(`${untimed.join(', ')}: no times to measure, as there is no directive "//@ times: <functions>"`)
}

/** Measures a program that times itself, and adds that to its recording. */
async function timeOne(item: ProgramFile, { options, found, progress, signal, cwd }: Session): Promise<void> {
  const functions = timedFunctions(item)
  if (functions.length === 0) return
  const file = recordingFile(item, cwd, options.out)
  const recording = readRecording(file)
  if (recording.source.sha256 !== hashOf(item.text)) {
    throw new Refused(`${item.file} has changed since it was recorded: record it before its times`)
  }
  progress.doing(item.name, 'times')
  writeRecording(file, withTimes(recording, await recordTimes(item, found.rustc, signal)))
  progress.done(item.name)
  progress.line(`${item.name} ${pc.dim('times of')} ${functions.join(', ')}`)
}

function reportDifferences(fresh: Recording, file: string, progress: Progress): boolean {
  const differences = compareRecordings(readRecording(file), fresh)
  if (differences.length === 0) {
    progress.line(`${fresh.name} ${pc.green('same')}`)
    return true
  }
  const shown = differences.slice(0, SHOWN_DIFFERENCES).map((item) => `  ${formatDifference(item)}`)
  const left = differences.length - shown.length
  const head = `${fresh.name} differs in ${differences.length} places`
  progress.error([head, ...shown, ...(left > 0 ? [`  … and ${left} more`] : [])].join('\n'))
  return false
}

program.action(async (names: string[], options: Options) => {
  process.exitCode = await main(names, options)
})
await program.parseAsync()
