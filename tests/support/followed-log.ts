import { allocatorLog, type AllocatorLog } from '../../recorder/allocator-log.ts'
import type { RawEvent } from '../../recorder/memory/events.ts'

/** Where the executable of the events was loaded: their addresses count from 0 in `chainOf` and `followedLog`. */
const BASE = 0x5000

/** What the addresses from 1 on are in, by symbol. */
const NAMES = new Map([
  ['_alloc', '__rustc::__rust_alloc'],
  ['_vec', '<alloc::raw_vec::RawVec<u8>>::grow_one'],
  ['_init', 'std::rt::init'],
  ['_main', 'main'],
])
/** An address on line 9 of the program, in `grow`. */
export const OWN = 9

/** The event that tells a chain of addresses. */
export function chainOf(chain: number, ...pcs: number[]): RawEvent {
  return { event: 'chain', chain, pcs: pcs.map((pc) => pc + BASE) }
}

/** The log of a program `x` of which these events were seen; so many calls are kept. */
export function followedLog(events: RawEvent[], limit = 100): AllocatorLog {
  const symbols = ['', ...NAMES.keys()]
  const names = new Map([...NAMES, ['f', 'x::grow']])
  const ownFrame = (address: number) => (address === OWN ? { symbol: 'f', file: 'x.rs', line: 9 } : undefined)
  const log = allocatorLog({ crate: 'x', names, ownFrame, symbolAt: (address) => symbols[address] }, limit)
  for (const event of [{ event: 'start', base: BASE } as const, ...events]) log.take(event)
  return log
}
