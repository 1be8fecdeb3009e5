import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const HERE = import.meta.dirname

/** The version of the toolchain. */
const STD_VERSION = '1.96.0'

/** Debian's packages (bookworm and its security archive, amd64) that make up the toolchain, with their versions. */
const PACKAGES: Readonly<Record<string, string>> = {
  'rustc-web': '1.96.0+dfsg1-1~deb12u2',
  'libstd-rust-web-1.96': '1.96.0+dfsg1-1~deb12u2',
  'libstd-rust-web-dev': '1.96.0+dfsg1-1~deb12u2',
  'rust-web-src': '1.96.0+dfsg1-1~deb12u2',
  'cargo-web': '1.96.0+dfsg1-1~deb12u2',
  libllvm22: '1:22.1.8-1~deb12u1',
  'lld-22': '1:22.1.8-1~deb12u1',
}
/** What `cargo` links to and a machine may lack; not part of what is built. */
const LIBRARIES = [
  'libgit2-1.5',
  'libhttp-parser2.9',
  'libmbedcrypto7',
  'libmbedtls14',
  'libmbedx509-1',
  'libssh2-1',
  'libcurl4',
]

/** Most memory that the module may have, bytes. */
const MAX_MEMORY = 64 * 1024 * 1024

/** Where the toolchain lies once it was fetched; nothing is installed. */
export function toolchainFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return join(cache, 'understanding-allocations', `wasm-toolchain-${STD_VERSION}`)
}

/** Whether the toolchain was fetched before. */
export function hasToolchain(): boolean {
  return existsSync(join(toolchainFolder(), 'usr/bin/rustc'))
}

/**
 * Fetches Debian's packages and unpacks them into the cache.
 * @throws where `apt-get` or `dpkg` is missing or a version is not to be had.
 */
export function fetchToolchain(): void {
  const folder = toolchainFolder()
  mkdirSync(join(folder, '..'), { recursive: true })
  const scratch = mkdtempSync(`${folder}-`)
  const debs = mkdtempSync(join(tmpdir(), 'lab-packages-'))
  try {
    const wanted = Object.entries(PACKAGES).map(([name, version]) => `${name}=${version}`)
    execFileSync('apt-get', ['download', ...wanted, ...LIBRARIES], {
      cwd: debs,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (const deb of readdirSync(debs)) execFileSync('dpkg', ['-x', join(debs, deb), scratch])
    renameSync(scratch, folder)
  } finally {
    rmSync(debs, { recursive: true })
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Compiles `lab/src` with std from its source, and gives the module's bytes: the same from every folder.
 * @param source the folder with `Cargo.toml`.
 * @throws with cargo's words where it does not compile.
 */
export function compileLab(source: string): Buffer {
  const usr = join(toolchainFolder(), 'usr')
  const std = join(usr, 'lib/rustlib/src/rust')
  const scratch = mkdtempSync(join(tmpdir(), 'lab-build-'))
  try {
    // A folder of its own, so that no configuration of cargo's above it is followed.
    const copy = join(scratch, 'lab')
    for (const name of ['Cargo.toml', 'Cargo.lock', 'src'])
      cpSync(join(source, name), join(copy, name), { recursive: true })
    const flags = [
      `-Clink-arg=--max-memory=${MAX_MEMORY}`,
      `--remap-path-prefix=${std}=/rust`,
      `--remap-path-prefix=${join(usr, 'src', `rustc-${STD_VERSION}`)}=/rust`,
      `--remap-path-prefix=${copy}=/lab`,
    ]
    execFileSync(
      join(usr, 'bin/cargo'),
      [
        ...['build', '--release', '--offline', '--quiet', '--target', 'wasm32-unknown-unknown'],
        ...['-Zbuild-std=std,panic_abort', '-Zbuild-std-features='],
        ...['--config', 'source.crates-io.replace-with="vendored"'],
        ...['--config', `source.vendored.directory=${JSON.stringify(join(std, 'library/vendor'))}`],
      ],
      {
        cwd: copy,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: {
          PATH: process.env['PATH'],
          HOME: scratch,
          CARGO_HOME: join(scratch, 'cargo'),
          LD_LIBRARY_PATH: join(usr, 'lib/x86_64-linux-gnu'),
          RUSTC: join(usr, 'bin/rustc'),
          STD_VERSION: versionOf(usr),
          // Building std from its source is an unstable feature of cargo.
          RUSTC_BOOTSTRAP: '1',
          CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: join(usr, 'lib/llvm-22/bin/wasm-ld'),
          CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: flags.join(' '),
        },
      },
    )
    return readFileSync(join(copy, 'target/wasm32-unknown-unknown/release/lab.wasm'))
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** The version that the toolchain's compiler says it has: `1.96.0`. Std comes from the same source. */
function versionOf(usr: string): string {
  const env = { LD_LIBRARY_PATH: join(usr, 'lib/x86_64-linux-gnu') }
  const said = execFileSync(join(usr, 'bin/rustc'), ['--version'], { encoding: 'utf8', env })
  const [, version] = /^rustc (\d+\.\d+\.\d+)/.exec(said) ?? []
  if (version === undefined) throw new Error(`rustc --version said “${said.trim()}”, in which no version is found`)
  return version
}

/** The line of `lab.wasm.sha256`, as `sha256sum --check` reads it. */
export function hashLine(bytes: Uint8Array): string {
  return `${createHash('sha256').update(bytes).digest('hex')}  lab.wasm\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!hasToolchain()) fetchToolchain()
  const bytes = compileLab(HERE)
  writeFileSync(join(HERE, 'lab.wasm'), bytes)
  writeFileSync(join(HERE, 'lab.wasm.sha256'), hashLine(bytes))
  console.log(`lab/lab.wasm: ${bytes.length} bytes, std ${STD_VERSION}`)
}
