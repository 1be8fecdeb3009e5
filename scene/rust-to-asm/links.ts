import type { Build, Recording } from '../../recorder/schema.ts'

/**
 * Address of the Compiler Explorer with the same program, compiler and flags (its `clientstate`
 * route). It compiles to a binary, as the recording did: its listing of a library would drop
 * private functions.
 */
export function compilerExplorerUrl(recording: Recording, build: Build): string {
  const compiler = {
    id: `r${recording.toolchain.rustc.replace(/\D/g, '')}`,
    options: optionsOf(build),
    filters: { binary: true, commentOnly: true, demangle: true, directives: true, intel: true, labels: true },
  }
  const sessions = [{ id: 1, language: 'rust', source: recording.source.text, compilers: [compiler] }]
  return `https://godbolt.org/clientstate/${encodeURIComponent(base64(JSON.stringify({ sessions })))}`
}

/** The edition that the recorder compiles snippets in. */
const EDITION = '2024'

/** Flags as one line; quoted where they hold a space. */
function optionsOf({ flags }: Build): string {
  return [`--edition=${EDITION}`, ...flags.map((flag) => (flag.includes(' ') ? `'${flag}'` : flag))].join(' ')
}

/** UTF-8 bytes in base64, the same in the browser and in Node. */
function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

/**
 * Address of the Rust Playground with the same program and cargo profile. It takes a channel, not a
 * version: `stable` is the newest release on the day of the click.
 */
export function playgroundUrl(recording: Recording, build: Build): string {
  const query = new URLSearchParams({
    version: 'stable',
    mode: build.profile === 'release' ? 'release' : 'debug',
    edition: EDITION,
    code: recording.source.text,
  })
  return `https://play.rust-lang.org/?${query.toString()}`
}
