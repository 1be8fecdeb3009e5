import { liveBlocks, type LabCall } from './lab-run.ts'

/** A block on the strip of addresses: its left end and width in px of the strip. */
export type StripBlock = { x: number; width: number; address: number; size: number }

/** Where a run's blocks lie: those that live at the end, and those that were given back or moved away from. */
export type Strip = { from: number; until: number; live: StripBlock[]; gone: StripBlock[] }

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
  const from = Math.min(...places.map(({ address }) => address))
  const until = Math.max(...places.map(({ address, size }) => address + size))
  const scale = width / (until - from)
  const place = ({ address, size }: { address: number; size: number }): StripBlock => {
    const wide = Math.max(LEAST, size * scale)
    return { x: Math.min((address - from) * scale, width - wide), width: wide, address, size }
  }
  const alive = liveBlocks(calls)
  const lives = new Set(alive.map(({ address, size }) => `${address} ${size}`))
  const gone = new Map(places.map((one) => [`${one.address} ${one.size}`, one]))
  for (const key of lives) gone.delete(key)
  return { from, until, live: alive.map(place), gone: [...gone.values()].map(place) }
}
