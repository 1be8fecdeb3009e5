import { liveBlocks, type LabCall } from './lab-run.ts'

/** A block on the strip of addresses: its left end and width in px of the strip. */
export type StripBlock = { x: number; width: number; address: number; size: number }

/** Where a run's blocks lie: those that live at the end, and those that were given back or moved away from. */
export type Strip = {
  from: number
  until: number
  live: StripBlock[]
  gone: StripBlock[]
  /** How many there are; those that fall on the same pixels are drawn once. */
  counts: { live: number; gone: number }
}

/** A block of a few bytes is drawn so wide, px. */
const LEAST = 2

/**
 * Lays out where the blocks of a run lie, from the lowest address to the highest.
 * @param width of the strip, px.
 * @returns nothing for a run that allocated nothing.
 */
export function layStrip(calls: readonly LabCall[], width: number): Strip | undefined {
  const places = calls.filter(({ kind, address }) => kind !== 'dealloc' && address !== 0)
  if (places.length === 0) return undefined
  const from = places.reduce((lowest, { address }) => Math.min(lowest, address), Infinity)
  const until = places.reduce((highest, { address, size }) => Math.max(highest, address + size), 0)
  const scale = width / (until - from)
  const place = ({ address, size }: { address: number; size: number }): StripBlock => {
    const wide = Math.max(LEAST, size * scale)
    return { x: Math.min((address - from) * scale, width - wide), width: wide, address, size }
  }
  const alive = liveBlocks(calls)
  const lives = new Set(alive.map(({ address, size }) => `${address} ${size}`))
  const gone = new Map(places.map((one) => [`${one.address} ${one.size}`, one]))
  for (const key of lives) gone.delete(key)
  return {
    from,
    until,
    live: seenApart(alive.map(place)),
    gone: seenApart([...gone.values()].map(place)),
    counts: { live: alive.length, gone: gone.size },
  }
}

/** One block for each place on the strip, to the pixel: thousands of small blocks would be drawn over each other. */
function seenApart(blocks: readonly StripBlock[]): StripBlock[] {
  const places = new Map<string, StripBlock>()
  for (const block of blocks) {
    const key = `${Math.round(block.x)} ${Math.round(block.width)}`
    if (!places.has(key)) places.set(key, block)
  }
  return [...places.values()]
}
