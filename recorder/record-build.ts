import { join } from 'node:path'
import { compile } from './compile.ts'
import { editionOf } from './edition.ts'
import { listFunctions } from './list-functions.ts'
import { analyse } from './liveness/index.ts'
import { recordTrace } from './memory/index.ts'
import { readLayouts, withExamples } from './memory/layouts.ts'
import { recordRun, runLimits, traceTime } from './record-run.ts'
import { DoesNotCompile, Refused } from './refused.ts'
import type { Compiled, Program } from './compile.ts'
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
 * Records one build: compiles it, lists functions, runs it, and traces the run where the program
 * asks for that.
 *
 * @throws Refused when the program does not compile, has no function that it asks for, or gdb
 * breaks.
 */
export async function recordBuild(profile: Profile, context: BuildContext): Promise<Build> {
  const { program, directives, onProgress, signal } = context
  const { name, flags } = profile
  onProgress?.(`${name}: compile`)
  const compiled = await compileOrExplain(profile, context)
  onProgress?.(`${name}: list`)
  const instructions = namesFor(directives.instructions, profile)
  const wanted = [...new Set([...namesFor(directives.listing, profile), ...instructions])]
  const listings = await listFunctions(compiled, program.text, wanted, signal)
  if (!profile.runs) return { profile: name, flags, listings }
  const ran = await runBuild(compiled, instructions, listings, context)
  if (
    context.repeat &&
    JSON.stringify(await runBuild(compiled, instructions, listings, context)) !== JSON.stringify(ran)
  ) {
    throw new Refused(`${program.file}: ${name} does not give the same when it is run again`)
  }
  return { profile: name, flags, listings, ...ran }
}

/** Runs a build, and traces the run where the program asks for that. */
async function runBuild(
  compiled: Compiled,
  instructions: string[],
  listings: Listing[],
  context: BuildContext,
): Promise<Pick<Build, 'run' | 'trace' | 'layouts' | 'addressSpace'>> {
  const { directives, onProgress, signal } = context
  const { name } = compiled.profile
  onProgress?.(`${name}: run`)
  const run = await recordRun(compiled, runLimits(context.steps), directives, signal)
  // Layouts do not depend on optimisation, and a map is easiest read where every variable has its place.
  const shapes = name === 'debug' && (directives.layout.length > 0 || directives.map)
  if (!directives.steps.includes(name) && instructions.length === 0 && !shapes) {
    return { run }
  }
  onProgress?.(`${name}: trace`)
  const memory = await recordMemory(compiled, instructions, listings, shapes, context, run)
  return { run, ...memory }
}

/** What the build's memory held, as far as the program asks for it. */
async function recordMemory(
  { binary, dir, file, profile }: Compiled,
  instructions: string[],
  listings: Listing[],
  shapes: boolean,
  { program, directives, steps, analysis, rustc, workplace, signal }: BuildContext,
  run: NonNullable<Build['run']>,
): Promise<Pick<Build, 'trace' | 'layouts' | 'addressSpace'>> {
  const wantsSteps = directives.steps.includes(profile.name)
  const offsets = listings.map((listing): [string, number[]] => [
    listing.function,
    listing.instructions.map(({ offset }) => offset),
  ])
  const recorded = await recordTrace({
    binary,
    dir: join(dir, 'trace'),
    timeout: traceTime(steps, run),
    file,
    text: program.text,
    analysis: wantsSteps || shapes ? await analysis() : undefined,
    stepLimit: steps,
    dropsAreCalls: profile.flags.includes('opt-level=0'),
    instructions,
    listings: new Map(offsets),
    marks: directives.marks,
    signal,
  })
  const trace = wantsSteps ? recorded.trace : { ...recorded.trace, threads: [] }
  const layouts =
    shapes && directives.layout.length > 0
      ? await readLayouts({ program, types: directives.layout, profile, rustc, workplace, signal })
      : undefined
  return {
    ...(wantsSteps || instructions.length > 0 ? { trace } : {}),
    ...(layouts ? { layouts: withExamples(layouts, recorded.examples) } : {}),
    ...(shapes && directives.map && recorded.addressSpace ? { addressSpace: recorded.addressSpace } : {}),
  }
}

/** Compiles a program that should compile; rustc's message comes with what the recorder knows of it. */
async function compileOrExplain(profile: Profile, context: BuildContext): Promise<Compiled> {
  const { program, rustc, workplace, signal } = context
  try {
    return await compile(program, profile, rustc, workplace, signal)
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
