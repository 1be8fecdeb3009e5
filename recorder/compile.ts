import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { editionOf } from './edition.ts'
import { DoesNotCompile, Refused } from './refused.ts'
import { runProcess } from './run-process.ts'
import { SLOTS_FILE, SLOT_REMARKS } from './stack-slots.ts'
import type { Profile } from './profiles.ts'

/** A Rust program of one file, as the recorder takes it. */
export type Program = {
  /** Name of its recording: `vec-new`. */
  name: string
  /** Its path below the project, or the bare file name for a program from elsewhere. */
  file: string
  /** The file's bytes as UTF-8 text. */
  text: string
}

/** What rustc made of a program in one profile. */
export type Compiled = {
  profile: Profile
  /** Crate name, the first part of every path of the program's own: `vec_new`. */
  crate: string
  /** The program's file as the debug information names it. */
  file: string
  /** Absolute path of the executable. */
  binary: string
  /** Absolute paths of the assembly, one file a codegen unit, in their order; none where it was not wanted. */
  asmFiles: string[]
  /** The build's own directory, below the workplace: also for what is made later of the binary. */
  dir: string
}

/** Milliseconds that one run of rustc may take. */
const COMPILE_LIMIT = 120_000

/** Where the workplace appears in debug information and messages, whatever its real path is. */
export const REMAPPED = '/recording'

/** Whether a path of the debug information is the program's own file: std has a `boxed.rs` too. */
export function isOwnFile(path: string, file: string): boolean {
  return path === file || path === `${REMAPPED}/${file}`
}

/** Crates whose types the recorder knows by their paths. */
const STD_CRATES = ['alloc', 'core', 'hashbrown', 'std']

/** Crate name of a program: its recording's name as an identifier that is no crate's of std. */
export function crateName(program: Pick<Program, 'name'>): string {
  const identifier = program.name.replace(/[^A-Za-z0-9_]/g, '_')
  return /^[A-Za-z_]/.test(identifier) && !STD_CRATES.includes(identifier) ? identifier : `_${identifier}`
}

/** SHA-256 of a source text's bytes, in hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** How a program is compiled. */
export type CompileOptions = {
  /** Whether the assembly is written too: that makes rustc generate code twice. */
  assembly?: boolean
  signal?: AbortSignal
}

/**
 * Compiles a program with rustc into `<workplace>/<profile>/`: an executable and, where it is wanted, the
 * assembly of the same run of the compiler.
 *
 * @param rustc Path of the compiler, as `findToolchain` gives it.
 * @param workplace A directory of `claimWorkplace`; the source is copied there, so that nothing in
 * the binary or in a message depends on where the program lies.
 * @throws DoesNotCompile with rustc's message when the program is wrong, Refused when rustc does
 * not end or breaks.
 */
export async function compile(
  program: Program,
  profile: Profile,
  rustc: string,
  workplace: string,
  { assembly = false, signal }: CompileOptions = {},
): Promise<Compiled> {
  const crate = crateName(program)
  const dir = join(workplace, profile.name)
  const source = join(workplace, program.file)
  await mkdir(dirname(source), { recursive: true })
  await mkdir(dir, { recursive: true })
  await writeFile(source, program.text)
  const isPlain = profile.runs && profile.flags.includes('opt-level=0')
  const args = [
    program.file,
    ...['--edition', editionOf(program.text), '--crate-type', 'bin', '--crate-name', crate],
    ...(assembly ? ['--emit', 'asm,link', '-C', 'llvm-args=--x86-asm-syntax=intel'] : ['--emit', 'link']),
    ...['--remap-path-prefix', `${workplace}=${REMAPPED}`],
    ...profile.flags,
    ...['--error-format', 'json', '--out-dir', dir],
    ...(isPlain ? SLOT_REMARKS : []),
  ]
  const env = compilerEnvironment(workplace)
  const result = await runProcess(rustc, args, { cwd: workplace, env, timeout: COMPILE_LIMIT, signal })
  if (result.ended) {
    throw new Refused(`${program.file}: rustc did not end within ${COMPILE_LIMIT / 1000} s`)
  }
  if (result.code !== 0) {
    const { message, codes } = diagnostics(result.stderr)
    throw new DoesNotCompile(message, codes)
  }
  if (isPlain) await writeFile(join(dir, SLOTS_FILE), result.stderr)
  const files = await readdir(dir)
  return {
    profile,
    crate,
    file: program.file,
    binary: join(dir, crate),
    asmFiles: files
      .filter((file) => file.endsWith('.s'))
      .sort()
      .map((file) => join(dir, file)),
    dir,
  }
}

/**
 * The environment that rustc runs in: what finds the compiler and the linker, nothing that could
 * change the code.
 */
export function compilerEnvironment(
  workplace: string,
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'RUSTUP_HOME', 'CARGO_HOME', 'RUSTUP_TOOLCHAIN', 'LD_LIBRARY_PATH']
  const made: NodeJS.ProcessEnv = { LC_ALL: 'C.UTF-8', TMPDIR: workplace }
  for (const name of kept) {
    if (environment[name] !== undefined) made[name] = environment[name]
  }
  return made
}

/**
 * rustc's errors as it prints them, and their codes in order, from its JSON lines
 * (https://doc.rust-lang.org/rustc/json.html). Warnings are left out; a line that is no JSON (the
 * compiler broke, the linker is missing) is kept as it is.
 */
export function diagnostics(lines: string): { message: string; codes: string[] } {
  const printed: string[] = []
  const codes: string[] = []
  for (const line of lines.split('\n').filter((text) => text.trim() !== '')) {
    const diagnostic = parseDiagnostic(line)
    if (!diagnostic) {
      printed.push(line)
    } else if (diagnostic.level.startsWith('error') || diagnostic.level === 'failure-note') {
      printed.push(diagnostic.rendered.trimEnd())
      if (diagnostic.code) codes.push(diagnostic.code)
    }
  }
  return { message: printed.join('\n\n'), codes }
}

function parseDiagnostic(line: string) {
  if (!line.startsWith('{')) return undefined
  const { level, rendered, code } = JSON.parse(line) as {
    level?: string
    rendered?: string | null
    code?: { code: string } | null
  }
  return { level: level ?? '', rendered: rendered ?? '', code: code?.code }
}

/** Name of a program's recording: its file name without `.rs`, in the letters a recording allows. */
export function recordingName(file: string): string {
  const name = basename(file, '.rs')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+/, '')
  return name === '' ? 'program' : name
}
