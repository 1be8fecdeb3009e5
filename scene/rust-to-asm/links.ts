import type { Build, Recording } from '../../recorder/schema.ts'

/** What the links open: a program and how it was compiled. */
export type Program = {
  /** The snippet's whole text. */
  source: string
  /** `1.95.0`. */
  rustc: string
  profile: Build['profile']
  /** Those of rustc, as recorded. */
  flags: string[]
}

/** The program that a build was made from. */
export function programOf({ source, toolchain }: Recording, { profile, flags }: Build): Program {
  return { source: source.text, rustc: toolchain.rustc, profile, flags }
}

/**
 * Address of the Compiler Explorer with the same program, compiler and flags (its `clientstate`
 * route). It compiles to a binary, as the recording did: its listing of a library would drop
 * private functions.
 */
export function compilerExplorerUrl({ source, rustc, flags }: Program): string {
  const compiler = {
    id: `r${rustc.replace(/\D/g, '')}`,
    options: optionsOf(source, flags),
    filters: { binary: true, commentOnly: true, demangle: true, directives: true, intel: true, labels: true },
  }
  const sessions = [{ id: 1, language: 'rust', source, compilers: [compiler] }]
  return `https://godbolt.org/clientstate/${encodeURIComponent(base64(JSON.stringify({ sessions })))}`
}

/** The edition that the recorder compiles a program in: its directive says another one. */
function editionOf(source: string): string {
  return /^\s*\/\/@\s*edition:\s*(\d+)/m.exec(source)?.[1] ?? '2024'
}

/** All that rustc was told about the code, as one line; quoted where it holds a space. */
function optionsOf(source: string, flags: string[]): string {
  return [
    `--edition=${editionOf(source)}`,
    '--crate-type=bin',
    ...flags.map((flag) => (flag.includes(' ') ? `'${flag}'` : flag)),
  ].join(' ')
}

/** UTF-8 bytes in base64, the same in the browser and in Node. */
function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

/**
 * Address of the Rust Playground with the same program and cargo profile. It takes a channel, not a
 * version: `stable` is the newest release on the day of the click.
 */
export function playgroundUrl({ source, profile }: Program): string {
  const query = new URLSearchParams({
    version: 'stable',
    mode: profile === 'release' ? 'release' : 'debug',
    edition: editionOf(source),
    code: source,
  })
  return `https://play.rust-lang.org/?${query.toString()}`
}

/** Where a program can be opened outside the deck. */
export type ProgramLinks = {
  compilerExplorer: string
  playground: string
  /** In what the Playground's build differs from the recorded one, in words. */
  playgroundDiffers: string
}

/** Both addresses of a program. */
export function linksTo(program: Program): ProgramLinks {
  return {
    compilerExplorer: compilerExplorerUrl(program),
    playground: playgroundUrl(program),
    playgroundDiffers: differs(program),
  }
}

/** The Playground has cargo's two profiles, and no choice of an older release. */
function differs({ profile, rustc }: Program): string {
  const compiler = `its compiler is the newest stable one, here it was ${rustc}`
  if (profile === 'debug' || profile === 'release') return `The same program and profile; ${compiler}`
  return `The same program in the debug profile, which is not quite ${profile}; ${compiler}`
}
