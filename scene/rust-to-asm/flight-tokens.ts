import type { KeyedTokensInfo } from '@shikijs/magic-move/types'
import type { FlightWord } from './flight.ts'

/** One end of a flight as the tokens of a magic move, each with its place and opacity. */
export function flightTokens(flight: FlightWord[], end: 'from' | 'to'): KeyedTokensInfo {
  const tokens = flight.map(({ key, text, style, [end]: { x, y, seen } }) => ({
    key,
    content: text,
    offset: 0,
    htmlStyle: { ...style, translate: `${x}px ${y}px`, opacity: seen ? '1' : '0' },
  }))
  return { code: flight.map(({ text }) => text).join(' '), hash: end, tokens, lineNumbers: false }
}
