/**
 * One run of rustc for its analysis only: nothing that it makes is ever executed.
 * `RUSTC_BOOTSTRAP` opens the `-Z` options on a stable compiler.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compilerEnvironment } from '../compile.ts'
import { editionOf } from '../edition.ts'
import { runProcess } from '../run-process.ts'

/** The source's name in every span of a dump. */
export const DUMPED_FILE = 'snippet.rs'

/** Milliseconds that the analysis may take. */
const LIMIT = 60_000

/** What to analyse and by which compiler. */
export type DumpRequest = {
  text: string
  rustc: string
  /** Arguments that decide about the program's meaning, `-C overflow-checks=on`; debug's are enough. */
  flags?: readonly string[]
  signal?: AbortSignal
}

/** The borrow checker's MIR of every function, file name by file name in order, or why there is none. */
export type Dump = { bodies: string[] } | { none: string }

/** Asks rustc. @throws Refused when rustc cannot be started or `signal` fired. */
export async function dumpMir(request: DumpRequest): Promise<Dump> {
  const dir = await mkdtemp(join(tmpdir(), 'rust-analysis-'))
  const remove = () => rm(dir, { recursive: true, force: true })
  try {
    await writeFile(join(dir, DUMPED_FILE), request.text)
    const result = await runProcess(request.rustc, dumpArguments(editionOf(request.text), request.flags ?? []), {
      cwd: dir,
      env: { ...compilerEnvironment(dir), RUSTC_BOOTSTRAP: '1' },
      timeout: LIMIT,
      signal: request.signal,
    })
    if (result.ended) return { none: `rustc's analysis did not end within ${LIMIT / 1000} s` }
    if (result.code !== 0) return { none: `rustc's analysis failed: ${firstLine(result.stderr)}` }
    const files = await readdir(join(dir, 'mir')).catch(() => [])
    const names = files.filter((file) => file.endsWith('.nll.0.mir')).sort()
    if (names.length === 0) return { none: 'rustc wrote no MIR of the borrow checker' }
    return { bodies: await Promise.all(names.map((name) => readFile(join(dir, 'mir', name), 'utf8'))) }
  } finally {
    await remove()
  }
}

/** rustc's arguments for its analysis, run where the source is as `DUMPED_FILE`. */
export function dumpArguments(edition: string, flags: readonly string[]): string[] {
  return [
    DUMPED_FILE,
    ...['--edition', edition, '--crate-type', 'bin', '--crate-name', 'snippet', '--cap-lints', 'allow'],
    ...['--emit', 'metadata', '--out-dir', 'out'],
    ...['-Zdump-mir=nll', '-Zdump-mir-dir=mir', '-Zmir-include-spans=yes'],
    ...['-C', 'debug-assertions=on', '-C', 'overflow-checks=on', ...flags],
  ]
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? 'without a message'
}
