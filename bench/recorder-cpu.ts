/** What recording one small program costs, beside what the tools that it needs cost alone. */
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compilerEnvironment } from '../recorder/compile.ts'
import { DUMPED_FILE, dumpArguments } from '../recorder/liveness/rustc-dump.ts'
import { profiles } from '../recorder/profiles.ts'
import { median, verdict } from './options.ts'
import type { FoundToolchain } from '../recorder/toolchain.ts'

/** How many times as much CPU as the tools alone a recording may take. */
const DEARER_THAN_TOOLS = 1.8
/** How often each thing is measured. */
const RUNS = 5

/** Twenty-five lines with blocks, a function of its own, moves and drops. */
const PROGRAM = `struct Point {
    x: i64,
    y: i64,
}

fn shifted(from: &Point, by: i64) -> Point {
    Point { x: from.x + by, y: from.y + by }
}

fn total(points: Vec<Point>) -> i64 {
    let mut sum = 0;
    for point in &points {
        sum += point.x + point.y;
    }
    sum
}

fn main() {
    let first = Box::new(Point { x: 1, y: 2 });
    let mut points = Vec::new();
    points.push(shifted(&first, 3));
    points.push(*first);
    let name = String::from("total");
    println!("{name} {}", total(points));
}
`

const CLI = join(import.meta.dirname, '..', 'recorder', 'cli.ts')

type Command = { words: string[]; cwd: string; env: NodeJS.ProcessEnv }

/** CPU seconds, user and system, of a command and of all that it starts and waits for, by POSIX’s `times`. */
function cpuSeconds({ words, cwd, env }: Command): number {
  const script = '"$@" > said 2>&1 || { cat said >&2; exit 1; }; times'
  const answer = execFileSync('/bin/sh', ['-c', script, 'sh', ...words], { cwd, env, encoding: 'utf8' })
  const [, children = ''] = answer.trim().split('\n')
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0)
}

/** The commands that a recording cannot do without, and the recording. */
async function commands(found: FoundToolchain, folder: string): Promise<Record<string, Command>> {
  const cwd = join(folder, 'small')
  await mkdir(cwd)
  await writeFile(join(cwd, 'small.rs'), PROGRAM)
  await writeFile(join(cwd, DUMPED_FILE), PROGRAM)
  const env = compilerEnvironment(cwd)
  // npm says where its user stands, and the recorder would look for the program there.
  const inherited: NodeJS.ProcessEnv = { ...process.env, INIT_CWD: undefined }
  const build = ['small.rs', '--edition', '2024', '--crate-name', 'small', ...(profiles.debug?.flags ?? [])]
  const toMain = ['set debuginfod enabled off', 'break small::main', 'run'].flatMap((command) => ['-ex', command])
  return {
    'rustc for the program': { words: [found.rustc, ...build], cwd, env },
    'rustc for its facts': {
      words: [found.rustc, ...dumpArguments('2024', [])],
      cwd,
      env: { ...env, RUSTC_BOOTSTRAP: '1' },
    },
    'gdb to main': { words: ['gdb', '-nx', '-batch', ...toMain, './small'], cwd, env },
    'the recorder': {
      words: [process.execPath, CLI, 'small.rs', '--debug'],
      cwd,
      env: inherited,
    },
  }
}

/** Measures the tools and the recorder in turn and prints both; gives whether the recorder keeps its limit. */
export async function benchSmallProgram(found: FoundToolchain, folder: string): Promise<boolean> {
  const measured = Object.entries(await commands(found, folder)).map(([name, command]) => {
    return { name, command, seconds: [] as number[] }
  })
  for (let run = 0; run < RUNS; run += 1) {
    for (const { command, seconds } of measured) seconds.push(cpuSeconds(command))
  }
  console.log(`\nOne program of 25 lines, debug only; CPU seconds, medians of ${RUNS}:`)
  for (const { name, seconds } of measured) console.log(`${name.padEnd(24)} ${median(seconds).toFixed(2).padStart(8)}`)
  const all = measured.map(({ seconds }) => median(seconds))
  const [recorder = NaN, tools] = [all.at(-1), all.slice(0, -1).reduce((sum, one) => sum + one, 0)]
  const ratio = recorder / tools
  const kept = ratio <= DEARER_THAN_TOOLS
  console.log(
    `The recorder takes ${ratio.toFixed(2)} times what the tools alone take; ` +
      `at most ${DEARER_THAN_TOOLS} times: ${verdict(kept)}.`,
  )
  return kept
}
