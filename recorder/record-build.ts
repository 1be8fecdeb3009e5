import { join } from 'node:path'
import { compile } from './compile.ts'
import { editionOf } from './edition.ts'
import { listFunctions } from './list-functions.ts'
import { analyse } from './liveness/index.ts'
import { readExecutable } from './executable.ts'
import { readLayouts, withExamples } from './memory/layouts.ts'
import { recordRun } from './record-run.ts'
import { DoesNotCompile, Refused } from './refused.ts'
import { runLimits } from './run-limits.ts'
import type { Compiled, Program } from './compile.ts'
import type { Executable } from './executable.ts'
import type { Directives, Wanted } from './directives.ts'
import type { Analysis } from './liveness/index.ts'
import type { Profile } from './profiles.ts'
import type { Build, Listing } from './schema.ts'

/** What the builds of one program share. */
export type BuildContext = {
  program: Program
  directives: Directives
  /** Path of the compiler. */
  rustc: string
  /** A directory of `claimWorkplace`. */
  workplace: string
  /** Source steps after which a trace ends. */
  steps: number
  /** Whether the build is run a second time, which must give the same to the byte. */
  repeat?: boolean
  /** rustc's facts on moves and drops, asked for once. */
  analysis: () => Promise<Analysis>
  onProgress?: (text: string) => void
  signal?: AbortSignal
}

/** The context of a program's builds; rustc is asked for its analysis when the first trace needs it. */
export function buildContext(context: Omit<BuildContext, 'analysis'>): BuildContext {
  const { program, rustc, signal } = context
  let analysis: Promise<Analysis> | undefined
  return { ...context, analysis: () => (analysis ??= analyse({ text: program.text, rustc, signal })) }
}

/**
 * Records one build: compiles it, lists functions and runs it; what its memory held is recorded in the
 * same run where the program asks for that.
 *
 * @throws Refused when the program does not compile, has no function that it asks for, or gdb
 * breaks.
 */
export async function recordBuild(profile: Profile, context: BuildContext): Promise<Build> {
  const { program, directives, onProgress, signal } = context
  const { name, flags, runs } = profile
  const instructions = namesFor(directives.instructions, profile)
  const listed = [...new Set([...namesFor(directives.listing, profile), ...instructions])]
  // Layouts do not depend on optimisation, and a map is easiest read where every variable has its place.
  const shapes = name === 'debug' && (directives.layout.length > 0 || directives.map)
  const traces = runs && (directives.steps.includes(name) || shapes)
  onProgress?.(`${name}: compile`)
  // rustc's facts come of a run of rustc of its own, which goes on beside this one.
  const [compiled, analysis] = await Promise.all([
    compileOrExplain(profile, listed.length > 0, context),
    traces ? context.analysis() : undefined,
  ])
  const executable = await readExecutable(compiled.binary, signal)
  onProgress?.(`${name}: list`)
  const listings = await listFunctions(compiled, executable, program.text, listed, signal)
  if (!runs) return { profile: name, flags, listings }
  const build = { compiled, executable, instructions, listings, shapes, traces, analysis }
  const ran = await runBuild(build, context)
  if (context.repeat && JSON.stringify(await runBuild(build, context)) !== JSON.stringify(ran)) {
    throw new Refused(`${program.file}: ${name} does not give the same when it is run again`)
  }
  return { profile: name, flags, listings, ...ran }
}

/** A build that is ready to run. */
type ReadyBuild = {
  compiled: Compiled
  executable: Executable
  instructions: string[]
  listings: Listing[]
  /** Whether layouts or the memory map are wanted of it. */
  shapes: boolean
  /** Whether its steps are followed. */
  traces: boolean
  analysis: Analysis | undefined
}

/** Runs a build and takes what the program asks for. */
async function runBuild(
  { compiled, executable, instructions, listings, shapes, traces, analysis }: ReadyBuild,
  { program, directives, steps, rustc, workplace, onProgress, signal }: BuildContext,
): Promise<Pick<Build, 'run' | 'trace' | 'layouts' | 'addressSpace'>> {
  const { dir, file, profile } = compiled
  onProgress?.(`${profile.name}: run`)
  const offsets = listings.map((listing): [string, number[]] => [
    listing.function,
    listing.instructions.map(({ offset }) => offset),
  ])
  const { run, memory } = await recordRun({
    executable,
    file,
    text: program.text,
    dir: join(dir, 'run'),
    limits: runLimits(steps, traces || instructions.length > 0),
    kernel: directives.kernel,
    beforeMain: directives.beforeMain,
    dropsAreCalls: profile.flags.includes('opt-level=0'),
    instructions,
    ...(traces && { steps, analysis }),
    listings: new Map(offsets),
    marks: directives.marks,
    signal,
  })
  if (!memory) return { run }
  const wantsSteps = directives.steps.includes(profile.name)
  const trace = wantsSteps ? memory.trace : { ...memory.trace, threads: [] }
  const layouts =
    shapes && directives.layout.length > 0
      ? await readLayouts({ program, types: directives.layout, profile, rustc, workplace, signal })
      : undefined
  return {
    run,
    ...(wantsSteps || instructions.length > 0 ? { trace } : {}),
    ...(layouts ? { layouts: withExamples(layouts, memory.examples) } : {}),
    ...(shapes && directives.map && memory.addressSpace ? { addressSpace: memory.addressSpace } : {}),
  }
}

/** Compiles a program that should compile; rustc's message comes with what the recorder knows of it. */
async function compileOrExplain(profile: Profile, assembly: boolean, context: BuildContext): Promise<Compiled> {
  const { program, rustc, workplace, signal } = context
  try {
    return await compile(program, profile, rustc, workplace, { assembly, signal })
  } catch (error) {
    if (!(error instanceof DoesNotCompile)) throw error
    throw new Refused(explained(program, error))
  }
}

/** What may be behind rustc's error codes, in words. */
const HINTS: [codes: string[], hint: string][] = [
  [['E0601'], 'it has no main'],
  [['E0432', 'E0433', 'E0463', 'E0583'], 'only std can be used, no other crates and no other files'],
  [['E0554', 'E0658'], 'it needs a feature that only a nightly rustc has: RUSTC=path names one'],
]

function explained({ file, text }: Program, { codes, message }: DoesNotCompile): string {
  const hints = HINTS.filter(([known]) => known.some((code) => codes.includes(code))).map(([, hint]) => hint)
  const edition = editionOf(text)
  const other = edition === '2021' ? '2024' : '2021'
  return [
    `${file} does not compile${hints.length > 0 ? ` (${hints.join('; ')})` : ''}:`,
    message,
    `It was compiled in edition ${edition}; "//@ edition: ${other}" in its head comment asks for edition ${other}.`,
  ].join('\n')
}

function namesFor(wanted: Wanted[], profile: Profile): string[] {
  return wanted.filter((item) => item.profile === undefined || item.profile === profile.name).map(({ name }) => name)
}
