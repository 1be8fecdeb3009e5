import { checkClaims, claimsOf } from './claims.ts'
import { compile, hashOf } from './compile.ts'
import { readDirectives } from './directives.ts'
import { profiles } from './profiles.ts'
import { buildContext, recordBuild } from './record-build.ts'
import { DoesNotCompile, Refused } from './refused.ts'
import { SCHEMA_VERSION, recording as recordingSchema } from './schema.ts'
import { claimWorkplace } from './workplace.ts'
import type { Program } from './compile.ts'
import type { DirectiveDefaults } from './directives.ts'
import type { BuildContext } from './record-build.ts'
import type { Build, Recording } from './schema.ts'
import type { FoundToolchain } from './toolchain.ts'

/** How a program is recorded. */
export type RecordOptions = {
  found: FoundToolchain
  /** What a program without directives is recorded with. */
  defaults: DirectiveDefaults
  /** Only these builds, of those that the program asks for. */
  only?: string[]
  /** Whether these builds are traced also where the program does not ask for their steps. */
  traced?: boolean
  /** Source steps after which a trace ends. */
  steps: number
  /** Whether each build is run a second time, which must give the same to the byte. */
  repeat?: boolean
  /** Told what is done next: `debug: compile`. */
  onProgress?: (text: string) => void
  signal?: AbortSignal
}

/**
 * Records one program: compiles it in each profile it asks for, lists functions, runs it, and
 * compares the result with its claims.
 *
 * @returns A recording that the schema has validated.
 * @throws Refused when it cannot be recorded, a claim does not hold, or it does not repeat where it must.
 */
export async function record(program: Program, options: RecordOptions): Promise<Recording> {
  const asked = readDirectives(program.text, program.file, options.defaults)
  const builds = asked.builds.filter((name) => options.only?.includes(name) ?? true)
  if (builds.length === 0) {
    const own = asked.builds.join(', ')
    throw new Refused(`${program.file}: it has no ${options.only?.join(', ')} build, its directives ask for ${own}`)
  }
  const steps = builds.filter((name) => profiles[name]?.runs)
  const directives = options.traced ? { ...asked, steps } : asked
  const workplace = claimWorkplace()
  try {
    const base = {
      schema: SCHEMA_VERSION,
      name: program.name,
      title: directives.title ?? program.file,
      toolchain: options.found.toolchain,
      source: {
        file: program.file,
        sha256: hashOf(program.text),
        text: program.text,
        regions: directives.regions,
        marks: directives.marks,
      },
      claims: onlyBuilt(claimsOf(directives), builds),
    }
    const { found, repeat, onProgress, signal } = options
    const context = { program, directives, rustc: found.rustc, workplace: workplace.dir, steps: options.steps, repeat }
    const made = directives.mustNotCompile
      ? { builds: {}, refusal: await recordRefusal(program, builds, options, workplace.dir) }
      : { builds: await recordBuilds(builds, buildContext({ ...context, onProgress, signal })) }
    const recording = recordingSchema.parse({ ...base, ...made })
    checkClaims(recording)
    return recording
  } catch (error) {
    throw naming(program, error)
  } finally {
    workplace.release()
  }
}

/** Of several programs that are recorded at one time, each error tells which it speaks of. */
function naming({ file }: Program, error: unknown): unknown {
  return error instanceof Refused && !error.message.includes(file) ? new Refused(`${file}: ${error.message}`) : error
}

function onlyBuilt(claims: Recording['claims'], builds: string[]): Recording['claims'] {
  const built = <Value>(byProfile: Record<string, Value>) =>
    Object.fromEntries(Object.entries(byProfile).filter(([name]) => builds.includes(name)))
  return {
    ...claims,
    calls: built(claims.calls),
    ...(claims.mustAbort && { mustAbort: built(claims.mustAbort) }),
  }
}

async function recordRefusal(program: Program, builds: string[], options: RecordOptions, dir: string) {
  const profile = profiles[builds[0] ?? 'debug']
  if (!profile) throw new Error(`no profile ${builds[0]}`)
  options.onProgress?.('compile')
  try {
    await compile(program, profile, options.found.rustc, dir, { signal: options.signal })
  } catch (error) {
    if (error instanceof DoesNotCompile) return { codes: error.codes, message: error.message }
    throw error
  }
  throw new Refused(`${program.file}: must not compile, but ${profile.name} compiles`)
}

async function recordBuilds(builds: string[], context: BuildContext): Promise<Record<string, Build>> {
  const made: Record<string, Build> = {}
  for (const name of builds) {
    const profile = profiles[name]
    if (profile) made[name] = await recordBuild(profile, context)
  }
  return made
}
