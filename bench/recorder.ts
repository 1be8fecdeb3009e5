/**
 * Measures the recorder: CPU seconds for one small program beside what its tools take, milliseconds and MiB for each snippet and each of its steps, how both grow
 * with the steps of a program, and how large the largest committed recording is when gzipped.
 * Run with `npm run bench -- recorder`.
 */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { RECORDINGS, SNIPPETS, readProgram } from '../recorder/program-file.ts'
import { record } from '../recorder/record.ts'
import { writeRecording } from '../recorder/recording-file.ts'
import { findToolchain } from '../recorder/toolchain.ts'
import { benchSmallProgram } from './recorder-cpu.ts'
import type { Program } from '../recorder/compile.ts'
import type { Recording } from '../recorder/schema.ts'

/** Bytes that the talk's largest recording may have when gzipped. */
const LARGEST = 100 * 1000
/** Source steps of the generated program's traces. */
const LENGTHS = [10, 100, 1000, 10_000]
/** How much dearer a step may be than one of the run a tenth as long: close to linear. */
const DEARER = 1.5
/** Steps of a run whose time is mostly the compiler's. */
const NOISE = 20
/** Steps of one round of the generated program. */
const STEPS_A_ROUND = 4

const MIB = 1024 ** 2

type Measured = { ms: number; bytes: number; steps: number }

const found = await findToolchain(process.env)
const folder = await mkdtemp(join(tmpdir(), 'bench-recorder-'))

async function measure(program: Program, steps: number, snippet: boolean): Promise<Measured> {
  const started = performance.now()
  const recording = await record(program, {
    found,
    defaults: { builds: snippet ? ['debug', 'release'] : ['debug'], steps: snippet ? [] : ['debug'] },
    steps,
  })
  const file = join(folder, `${program.name}.json`)
  writeRecording(file, recording)
  const ms = performance.now() - started
  return { ms, bytes: (await readFile(file)).length, steps: stepsOf(recording) }
}

/** Steps of all threads of all builds. */
function stepsOf(recording: Recording): number {
  const threads = Object.values(recording.builds).flatMap((build) => build.trace?.threads ?? [])
  return threads.reduce((sum, thread) => sum + thread.steps.length, 0)
}

/** A program of `rounds` rounds, each of which changes a local, a Vec and a block of its own. */
function loopOf(rounds: number): Program {
  const text = `fn main() {
    let mut sums = vec![0u64; 8];
    for round in 0..${rounds} {
        let boxed = Box::new(round);
        sums[(round % 8) as usize] += *boxed;
    }
    std::hint::black_box(sums);
}
`
  return { name: 'loop', file: 'loop.rs', text }
}

function row(name: string, { ms, bytes, steps }: Measured, ...more: string[]): string {
  const each = (total: number) => (steps === 0 ? '' : total.toFixed(2))
  return [
    name.padEnd(24),
    ms.toFixed(0).padStart(8),
    (bytes / MIB).toFixed(3).padStart(9),
    String(steps).padStart(7),
    each(ms / steps).padStart(9),
    each(bytes / 1024 / steps).padStart(9),
    ...more,
  ].join(' ')
}

const HEAD = [
  ''.padEnd(24),
  'ms'.padStart(8),
  ...['MiB'.padStart(9), 'steps'.padStart(7), 'ms/step'.padStart(9), 'KiB/step'.padStart(9)],
].join(' ')

try {
  const cheap = await benchSmallProgram(found, folder)

  console.log(`\nEach snippet, recorded afresh, one at a time:\n${HEAD}`)
  const names = (await readdir(SNIPPETS)).filter((file) => file.endsWith('.rs')).sort()
  for (const name of names) {
    const program = readProgram(name.slice(0, -'.rs'.length), SNIPPETS)
    console.log(row(program.name, await measure(program, 2000, true)))
  }

  console.log(`\nOne program, ever more rounds; × is a further step's cost against that of the line before:\n${HEAD}`)
  const none = await measure(loopOf(0), 2000, false)
  console.log(row('no round', none))
  let before: Measured | undefined
  let worst = 0
  for (const length of LENGTHS) {
    const now = await measure(loopOf(Math.ceil(length / STEPS_A_ROUND)), length, false)
    // What a run costs that makes no round is no step's.
    const each = (of: 'ms' | 'bytes', one: Measured) => (one[of] - none[of]) / (one.steps - none.steps)
    const ratio = (of: 'ms' | 'bytes') => (before ? each(of, now) / each(of, before) : NaN)
    const told = before !== undefined && before.steps > NOISE
    const ratios = told ? [`  ms ×${ratio('ms').toFixed(2)}`, `bytes ×${ratio('bytes').toFixed(2)}`] : []
    console.log(row(`${length} steps`, now, ...ratios))
    if (told) worst = Math.max(worst, ratio('ms'), ratio('bytes'))
    before = now
  }
  const linear = worst <= DEARER
  console.log(
    `With ten times the steps, one costs at most ${worst.toFixed(2)} times as much: ` +
      `growth is ${linear ? 'close to' : 'not'} linear.`,
  )

  const committed = (await readdir(RECORDINGS)).filter((file) => file.endsWith('.json'))
  const sizes = await Promise.all(
    committed.map(async (file) => ({ file, bytes: gzipSync(await readFile(join(RECORDINGS, file))).length })),
  )
  const [largest] = sizes.sort((a, b) => b.bytes - a.bytes)
  if (!largest) throw new Error('there are no recordings')
  const fits = largest.bytes <= LARGEST
  console.log(
    `\nThe largest committed recording, ${largest.file}: ${(largest.bytes / 1000).toFixed(1)} KB gzipped, ` +
      `${(largest.bytes / LARGEST).toFixed(2)} of the ${LARGEST / 1000} KB that it may have.`,
  )
  if (!cheap || !linear || !fits) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
