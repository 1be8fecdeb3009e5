import type { Build } from '../../recorder/schema.ts'
import { addressOf, gutterAddress, hexadecimal, shortAddress } from '../stage/address.ts'
import { countText } from '../stage/text.ts'

/** Region of memory that a word's value is an address in. */
export type WordRegion = 'stack' | 'heap' | 'static'

/** How a word's value is written, and the region if it is an address. */
export type WordText = { text: string; region?: WordRegion }

/** Beyond this a number is written as an address, in hexadecimal. */
const LARGEST_COUNT = 1_000_000n

/**
 * Writes a word: small numbers in decimal, others short in hexadecimal. It is an address of the
 * stack where it lies within the stack's limit of `rsp`, of the heap where the allocator gave it.
 * @param code set for a return address.
 */
export function wordText(value: bigint, rsp: number, run: Build['run'], code = false): WordText {
  const digits = value.toString(16)
  if (code) return { text: shortAddress(digits), region: 'static' }
  const region = regionOf(Number(value), rsp, run)
  if (region === 'stack') return { text: gutterAddress(Number(value)), region }
  if (region) return { text: shortAddress(digits), region }
  if (value < LARGEST_COUNT) return { text: countText(Number(value)) }
  return { text: digits.length <= 8 ? `0x${digits}` : `0x…${digits.slice(-5)}` }
}

/** A word in full, for reading aloud and for what a viewer points at. */
export function wholeWord(value: bigint): string {
  const hex = hexadecimal(Number(value))
  return value < LARGEST_COUNT ? countText(Number(value)) : value > 2n ** 53n ? `0x${value.toString(16)}` : hex
}

function regionOf(address: number, rsp: number, run: Build['run']): WordRegion | undefined {
  const limit = run?.stackLimit ?? 0
  if (Math.abs(address - rsp) < limit) return 'stack'
  const given = run?.calls.some(
    (call) => address >= addressOf(call.address) && address < addressOf(call.address) + call.size,
  )
  return given ? 'heap' : undefined
}
