/**
 * What a recorded text means, whatever machine it was recorded on: an address depends on the kernel, on what
 * is mapped and on its size, so it is compared by the region of memory that it lies in, and by nothing else.
 */
import { parseMaps } from './memory/mappings.ts'
import type { Region } from './schema.ts'

/**
 * Bytes below the highest mapping, and behind the executable, that a recorded process can have memory in:
 * twice what its address space is limited to.
 */
const REACH = 2 ** 32

/**
 * Where a process can have memory between entry and exit of its `main`: the executable, the heap behind it
 * that `brk` moves, what is mapped (libraries, stacks of threads, big blocks), the main thread's stack.
 *
 * @param maps Text of `/proc/PID/maps`, at any time from `main` on.
 * @param program Path of the executable, as the kernel knows it.
 * @returns In order of address; empty when the map does not hold the executable.
 */
export function regionsOf(maps: string, program: string): Region[] {
  const ranges = parseMaps(maps)
  const own = ranges.filter(({ path }) => path === program)
  const first = own[0]
  const last = own.at(-1)
  if (!first || !last) return []
  const behind = last.end + REACH
  const files = ranges.filter(({ start, path }) => start >= behind && !path.startsWith('['))
  const top = Math.max(behind, ...files.map(({ end }) => end))
  const stack = ranges.find(({ path }) => path === '[stack]')
  const regions: [Region['kind'], number, number][] = [
    ['program', first.start, last.end],
    ['heap', last.end, behind],
    ['mapped', Math.max(behind, top - REACH), top],
    ['stack', top, stack?.end ?? top],
  ]
  return regions.map(([kind, start, end]) => ({ kind, start: hexadecimal(start), end: hexadecimal(end) }))
}

const hexadecimal = (address: number) => `0x${address.toString(16)}`

/** A number as it is printed, `0x` or decimal; the byte strings of values are words of eight bytes or more. */
const NUMBER = /0x[0-9a-fA-F]+|(?<![\w.])\d{9,}(?![\d.])|\b[0-9a-f]{2}(?: [0-9a-f]{2}){7,}\b/g

/** A text with the name of its region in place of each address in it: `0x5555555c1ac0` is `‹heap›`. */
export function withoutAddresses(text: string, regions: readonly Region[]): string {
  if (regions.length === 0) return text
  return text.replace(NUMBER, (found) => {
    if (found.includes(' ')) return bytesWithoutAddresses(found.split(' '), regions)
    const kind = regionAt(BigInt(found), regions)
    return kind === undefined ? found : `‹${kind}›`
  })
}

/** Bytes in order of their addresses: every eight that are an address, lowest byte first, become its region. */
function bytesWithoutAddresses(bytes: string[], regions: readonly Region[]): string {
  const out: string[] = []
  for (let at = 0; at < bytes.length;) {
    const word = bytes.slice(at, at + 8)
    const kind = word.length === 8 ? regionAt(BigInt(`0x${word.reverse().join('')}`), regions) : undefined
    out.push(kind === undefined ? (bytes[at] ?? '') : `‹${kind}›`)
    at += kind === undefined ? 1 : 8
  }
  return out.join(' ')
}

function regionAt(address: bigint, regions: readonly Region[]): Region['kind'] | undefined {
  // One past the end is an address too: of a stack's highest frame, of a mapping.
  return regions.find(({ start, end }) => address >= BigInt(start) && address <= BigInt(end))?.kind
}
