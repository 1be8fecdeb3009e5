import type { AllocatorCall, AllocatorCounts, Build, EarlyCall, KernelCall, Recording } from '../recorder/schema.ts'
import type { Figure } from './figure.ts'

/** Calls of the allocator that allocate: alloc, alloc_zeroed and realloc together. */
export function callsOf(counts: AllocatorCounts): number {
  return counts.alloc + counts.allocZeroed + counts.realloc
}

/**
 * What a build's run allocated and how it ended; see `figure`.
 * @param rest the parts of the figure's name behind its kind
 */
export function runFigure(recording: Recording, build: Build, kind: string, rest: string[]): Figure | undefined {
  const { run } = build
  if (!run) return undefined
  if ((kind === 'calls' || kind === 'frees') && rest.length > 0) {
    const counted = run.calls.filter((call) => (call.kind === 'dealloc') === (kind === 'frees'))
    const matches = matching(recording, rest)
    return matches && { value: counted.filter(matches).length, unit: kind === 'calls' ? 'call' : 'free' }
  }
  if (kind === 'callers') return { value: callersOf(run.calls), unit: 'place' }
  if (kind === 'kernel') return kernelFigure(recording, run.kernel, rest)
  if (kind === 'early') return earlyFigure(run.beforeMain, rest)
  if (kind === 'calls') return { value: callsOf(run.counts), unit: 'call' }
  if (kind === 'frees') return { value: run.counts.dealloc, unit: 'free' }
  if (kind === 'bytes') return { value: run.counts.bytes, unit: 'byte' }
  if (kind === 'peak') return { value: run.counts.peak, unit: 'byte' }
  if (kind === 'prints') return { value: run.stdout.trim().replace(/\s+/g, ' '), unit: 'place' }
  if (kind === 'ending') {
    return { value: run.ending.kind === 'signal' ? run.ending.signal : run.ending.kind, unit: 'place' }
  }
  if (kind === 'reallocs') {
    const all = run.calls.filter((call) => call.kind === 'realloc')
    const moved = all.filter((call) => call.oldAddress !== call.address)
    return { value: (rest[0] === 'moved' ? moved : all).length, unit: 'call' }
  }
  if (kind === 'call') {
    const call = run.calls[Number(rest[0]) - 1]
    const [, what] = rest
    if (call && (what === 'size' || what === 'align')) return { value: call[what], unit: 'byte' }
  }
  return undefined
}

function kernelFigure(recording: Recording, calls: KernelCall[] | undefined, rest: string[]): Figure | undefined {
  if (!calls) return undefined
  if (rest.length === 0) return { value: calls.length, unit: 'kernel call' }
  const at = rest.indexOf('at')
  const [name] = at === 1 ? rest : []
  const lines = at === 0 || at === 1 ? linesWith(recording.source.text, rest.slice(at + 1).join('.')) : []
  if (lines.length === 0) return undefined
  const there = calls.filter(
    (call) => call.line !== undefined && lines.includes(call.line) && (name ?? call.name) === call.name,
  )
  return { value: there.length, unit: 'kernel call' }
}

/** The lines that call the allocator, in order, each with how often it does: `8: 1, 9: 3`. */
function callersOf(calls: readonly AllocatorCall[]): string {
  const allocating = calls.filter(({ kind }) => kind !== 'dealloc').map(({ line }) => line ?? 0)
  const lines = [...new Set(allocating)].toSorted((a, b) => a - b)
  const often = (line: number) => allocating.filter((one) => one === line).length
  return lines.map((line) => `${line || 'std'}: ${often(line)}`).join(', ') || 'none'
}

function earlyFigure(calls: EarlyCall[] | undefined, [which, what]: string[]): Figure | undefined {
  if (!calls) return undefined
  if (which === undefined) return { value: calls.length, unit: 'call' }
  if (which === 'bytes') return { value: calls.reduce((sum, { size }) => sum + size, 0), unit: 'byte' }
  const call = calls[Number(which) - 1]
  return call && what === 'size' ? { value: call.size, unit: 'byte' } : undefined
}

type Matches = (call: AllocatorCall) => boolean

/** Which calls `in.<function>` or `at.<text of a line>` mean; `undefined` when the program has neither. */
function matching({ source }: Recording, [where, ...name]: string[]): Matches | undefined {
  const wanted = name.join('.')
  if (where === 'in') {
    const known = new RegExp(`\\bfn ${wanted}\\b`).test(source.text)
    return known ? (call) => call.function === wanted : undefined
  }
  const lines = where === 'at' ? linesWith(source.text, wanted) : []
  return lines.length > 0 ? (call) => call.line !== undefined && lines.includes(call.line) : undefined
}

/** Numbers, from 1, of the lines of a program that hold `text`, comments left out. */
export function linesWith(program: string, text: string): number[] {
  return program.split('\n').flatMap((line, i) => (!/^\s*\/\//.test(line) && line.includes(text) ? [i + 1] : []))
}
