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
  /** Calls of drop glue since its last stop, and whether it waits for the last of them. */
  drops: number
  isDrop: boolean
}

/**
 * A stop of the innermost frame; `callers` are the frames further out, innermost first. `unwound`:
 * a call that it made since its last stop ended by unwinding.
 */
export type RecordedStop = StoppedFrame & Row & { unwound: boolean; callers: StoppedFrame[] }

type Row = { line: number; column: number }
type RawFrame = { function: string; declared: number; stack: number; pc: number; drops: number; isDrop: boolean }
type RawStop = { entry: boolean; unwound: boolean; frames: RawFrame[] }
type Symbol = { name: string; address: number; size: number }

const DEBUG = [
  '-C',
  'opt-level=0',
  '-g',
  '-C',
  'dwarf-version=4',
  '-C',
  'debug-assertions=on',
  '-C',
  'overflow-checks=on',
]

/** Compiles `text` with `rustc` as a debug build, runs it and stops at every address of its line table. */
export function recordStops(text: string, rustc: string): RecordedStop[] {
  const dir = mkdtempSync(join(tmpdir(), 'liveness-'))
  try {
    writeFileSync(join(dir, 'snippet.rs'), text)
    const compile = ['--edition', '2024', '-A', 'warnings', ...DEBUG, '-o', 'program', 'snippet.rs']
    execFileSync(rustc, compile, { cwd: dir })
    const rows = lineRows(join(dir, 'program'))
    const symbols = symbolsOf(join(dir, 'program'))
    const lines = [...rows.keys()]
    const unwind = symbols.find(({ name }) => /__rust_start_panic$/.test(name))?.address ?? null
    const plan = { lines, drops: glueCalls(join(dir, 'program'), symbols, lines), unwind }
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
  let count = 0
  return raw.map(({ entry, unwound, frames: stack }) => {
    const known = stack.map(({ function: name, declared, stack: address, pc, drops, isDrop }, depth) => {
      const key = `${name} ${address}`
      if (!frames.has(key) || (entry && depth === 0)) frames.set(key, count++)
      if (!addresses.has(pc)) addresses.set(pc, addresses.size)
      return { frame: frames.get(key)!, function: name, declared, at: addresses.get(pc)!, drops, isDrop }
    })
    const [here, ...callers] = known
    return { ...here!, ...rows.get(stack[0]!.pc)!, unwound, callers }
  })
}

/** Functions and data of a program, demangled. */
function symbolsOf(program: string): Symbol[] {
  const symbols = execFileSync('nm', ['-S', program], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const plain = execFileSync('c++filt', ['-i'], { input: symbols, encoding: 'utf8', maxBuffer: 1 << 28 })
  return [...plain.matchAll(/^([0-9a-f]+) ([0-9a-f]+) \w (.*)$/gm)].map(([, address, size, name]) => ({
    name: name!.replace(/::h[0-9a-f]{16}$/, ''),
    address: Number.parseInt(address!, 16),
    size: Number.parseInt(size!, 16),
  }))
}

/** The calls of drop glue in the functions that hold `lines`, with where they return to. */
function glueCalls(program: string, symbols: readonly Symbol[], lines: readonly number[]): [number, number][] {
  const holds = ({ address, size }: Symbol) => lines.some((line) => line >= address && line < address + size)
  const isGlue = /^core::ptr::drop_in_place|^<alloc::boxed::Box<.*> as core::ops::drop::Drop>::drop$/
  const glue = new Set(symbols.filter(({ name }) => isGlue.test(name)).map(({ address }) => address))
  return symbols.filter(holds).flatMap(({ address, size }) => {
    const range = [`--start-address=${address}`, `--stop-address=${address + size}`]
    const code = execFileSync('objdump', ['-d', '--no-show-raw-insn', ...range, program], { encoding: 'utf8' })
    const rows = [...code.matchAll(/^\s*([0-9a-f]+):\s+(.*)$/gm)]
    return rows.flatMap(([, at, text], index): [number, number][] => {
      const target = /^(?:\w+ )*call\s+([0-9a-f]+)/.exec(text!)?.[1]
      const back = rows[index + 1]?.[1]
      const isCall = target !== undefined && glue.has(Number.parseInt(target, 16))
      return isCall && back ? [[Number.parseInt(at!, 16), Number.parseInt(back, 16)]] : []
    })
  })
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
