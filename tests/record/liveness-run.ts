/** Runs a program under gdb and gives every stop at its own lines, for the tests of the replay. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A frame of the program at a stop. */
export type StoppedFrame = {
  /** Unique in the run: a function that is entered twice has two. */
  frame: number
  /** As gdb names it, and the line of its declaration. */
  function: string
  declared: number
  /** The same number for the same address in the code. */
  at: number
}

/**
 * A stop of the innermost frame; `callers` are the frames further out, innermost first. `freed`:
 * the program gave memory back since this frame's last stop.
 */
export type RecordedStop = StoppedFrame & Row & { freed: boolean; callers: StoppedFrame[] }

type Row = { line: number; column: number }
type RawFrame = { function: string; declared: number; stack: number; pc: number }
type RawStop = { entry: boolean; frees: number; frames: RawFrame[] }

const DEBUG = ['-C', 'opt-level=0', '-g', '-C', 'debug-assertions=on', '-C', 'overflow-checks=on']

/** Compiles `text` with `rustc` as a debug build, runs it and stops at every address of its line table. */
export function recordStops(text: string, rustc: string): RecordedStop[] {
  const dir = mkdtempSync(join(tmpdir(), 'liveness-'))
  try {
    writeFileSync(join(dir, 'snippet.rs'), text)
    const compile = ['--edition', '2024', '-A', 'warnings', ...DEBUG, '-o', 'program', 'snippet.rs']
    execFileSync(rustc, compile, { cwd: dir })
    const rows = lineRows(join(dir, 'program'))
    const plan = { lines: [...rows.keys()], dealloc: deallocAddress(join(dir, 'program')) ?? null }
    writeFileSync(join(dir, 'plan.json'), JSON.stringify(plan))
    const script = new URL('liveness-stops.py', import.meta.url).pathname
    const printed = execFileSync('gdb', ['-nx', '-batch', '-x', script, 'program'], {
      cwd: dir,
      env: { ...process.env, LIVENESS_PLAN: join(dir, 'plan.json') },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n')
    const answer = printed.find((line) => line.startsWith('STOPS '))
    if (!answer) throw new Error(`gdb gave no stops: ${printed.join('\n')}`)
    return numbered(JSON.parse(answer.slice('STOPS '.length)) as RawStop[], rows)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Numbers frames and addresses in order of appearance, so that a run is the same text anywhere. */
function numbered(raw: readonly RawStop[], rows: ReadonlyMap<number, Row>): RecordedStop[] {
  const frames = new Map<string, number>()
  const addresses = new Map<number, number>()
  const freesSeen = new Map<number, number>()
  let count = 0
  return raw.map(({ entry, frees, frames: stack }) => {
    const known = stack.map(({ function: name, declared, stack: address, pc }, depth) => {
      const key = `${name} ${address}`
      if (!frames.has(key) || (entry && depth === 0)) frames.set(key, count++)
      if (!addresses.has(pc)) addresses.set(pc, addresses.size)
      return { frame: frames.get(key)!, function: name, declared, at: addresses.get(pc)! }
    })
    const [here, ...callers] = known
    const freed = frees > (freesSeen.get(here!.frame) ?? frees)
    freesSeen.set(here!.frame, frees)
    return { ...here!, ...rows.get(stack[0]!.pc)!, freed, callers }
  })
}

/** Where the Rust allocator's dealloc is, when the program has one. */
function deallocAddress(program: string): number | undefined {
  const symbols = execFileSync('nm', [program], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const found = /^([0-9a-f]+) \w \S*___rust_dealloc$/m.exec(symbols)?.[1]
  return found === undefined ? undefined : Number.parseInt(found, 16)
}

/** The line table of `snippet.rs`, by address, from binutils. */
function lineRows(program: string): Map<number, Row> {
  const raw = execFileSync('readelf', ['--debug-dump=rawline', program], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const rows = new Map<number, Row>()
  for (const unit of raw.split(/^ {2}Offset: /m)) {
    const file = /^ {2}(\d+)\t.*snippet\.rs$/m.exec(unit)?.[1]
    if (file) readUnit(unit, file, rows)
  }
  return rows
}

function readUnit(unit: string, file: string, rows: Map<number, Row>): void {
  let [at, line, column, here] = [0, 1, 0, '1']
  for (const text of unit.split('\n')) {
    const address = /(?:set Address to|Advance PC .*to|advance Address by \d+ to) 0x([0-9a-f]+)/.exec(text)
    const to = /Line by -?\d+ to (\d+)/.exec(text)
    if (address) at = Number.parseInt(address[1]!, 16)
    if (to) line = Number(to[1])
    column = Number(/Set column to (\d+)/.exec(text)?.[1] ?? column)
    here = /Set File Name to entry (\d+)/.exec(text)?.[1] ?? here
    if (/End of Sequence/.test(text)) [line, column, here] = [1, 0, '1']
    else if (/Special opcode|\] {2}Copy/.test(text)) {
      if (here === file && line > 0) rows.set(at, { line, column })
      else rows.delete(at)
    }
  }
}
