import { accessSync, constants, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { compilerEnvironment } from './compile.ts'
import { Refused } from './refused.ts'
import { runProcess } from './run-process.ts'
import { toldVersion } from './told-version.ts'
import type { Toolchain } from './schema.ts'

/** The compiler that the committed recordings are made by: the one place that says so. */
export const PINNED_RUSTC = '1.95.0'

/** What the recorder found on this machine. */
export type FoundToolchain = {
  /** What to run: the compiler that `RUSTC` names, else the one behind rustup's proxy. */
  rustc: string
  toolchain: Toolchain
  /** Whether the compiler is the pinned one. */
  pinned: boolean
}

/** What to install when a program is missing, by the program's name. */
const INSTALL: Record<string, string> = {
  gdb: 'the debugger gdb (Debian: apt install gdb)',
  objdump: 'GNU binutils (Debian: apt install binutils)',
  'c++filt': 'GNU binutils (Debian: apt install binutils)',
  cc: 'a C compiler, which rustc links with (Debian: apt install gcc)',
}

/**
 * Finds rustc (`RUSTC`, else the one on the path), gdb and binutils, and checks rustc's version:
 * it must be the pinned one unless `RUSTC` names another.
 *
 * @throws Refused with what is missing and how to get it.
 */
export async function findToolchain(
  environment: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<FoundToolchain> {
  const named = environment.RUSTC
  const forCompiler = compilerEnvironment(tmpdir(), environment)
  const rustc = named ? resolveCommand(named) : await behindProxy(forCompiler, signal)
  const command = named || 'rustc'
  const version = await toldVersion(rustc, () => output(rustc, ['-vV'], forCompiler, signal))
  if (version === undefined) {
    throw new Refused(
      named
        ? `cannot run the compiler that RUSTC names, ${named}`
        : `rustc is not installed: recording needs rustc ${PINNED_RUSTC} (https://rustup.rs)`,
    )
  }
  const facts = parseVersion(version)
  if (!facts) throw new Refused(`${command} -vV does not answer as rustc does:\n${version.trim()}`)
  const pinned = facts.rustc === PINNED_RUSTC
  if (!pinned && !named) {
    throw new Refused(
      `rustc is ${facts.rustc}, the recordings are made by ${PINNED_RUSTC}: ` +
        `install that one (rustup toolchain install ${PINNED_RUSTC}), ` +
        'or name a compiler with RUSTC=path to record with it all the same',
    )
  }
  if (!facts.target.startsWith('x86_64-') || !facts.target.includes('linux')) {
    throw new Refused(`recording needs Linux on x86-64, this rustc is for ${facts.target}`)
  }
  const places = new Map(Object.keys(INSTALL).map((tool) => [tool, onPath(tool, environment)]))
  for (const [tool, place] of places) {
    if (place === undefined) throw new Refused(`${tool} is not installed: recording needs ${INSTALL[tool]}`)
  }
  const said = await toldVersion(places.get('gdb') ?? '', () => output('gdb', ['--version'], environment, signal))
  if (said === undefined) throw new Refused('gdb --version fails')
  const gdb = said.split('\n', 1)[0]?.split(' ').at(-1) ?? ''
  return { rustc, toolchain: { ...facts, gdb }, pinned }
}

/** Where a program is in the directories of the `PATH`; whether it works shows when it is used. */
function onPath(program: string, { PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const places = PATH.split(delimiter).map((directory) => join(directory, program))
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** The compiler behind rustup's proxy, which costs time at each start; the command itself where there is no proxy. */
async function behindProxy(environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  const sysroot = await output('rustc', ['--print', 'sysroot'], environment, signal)
  const behind = join(sysroot?.trim() ?? '', 'bin', 'rustc')
  return sysroot !== undefined && existsSync(behind) ? behind : 'rustc'
}

/** A path from where the recorder was started; a bare name is looked for on the `PATH`. */
function resolveCommand(command: string): string {
  return command.includes('/') ? resolve(command) : command
}

/** What `rustc -vV` says, or undefined when it is not rustc's answer. */
export function parseVersion(text: string): Omit<Toolchain, 'gdb'> | undefined {
  const field = (name: string) => text.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1]
  const rustc = field('release')
  const target = field('host')
  if (!rustc || !target) return undefined
  return {
    rustc,
    commit: field('commit-hash') ?? 'unknown',
    commitDate: field('commit-date') ?? 'unknown',
    llvm: field('LLVM version') ?? 'unknown',
    target,
  }
}

/** What a tool prints, or undefined when it cannot be run or fails. */
async function output(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { code, stdout } = await runProcess(command, args, { env, timeout: 30_000, signal })
    return code === 0 ? stdout : undefined
  } catch (error) {
    if (signal?.aborted || !(error instanceof Refused)) throw error
    return undefined
  }
}
