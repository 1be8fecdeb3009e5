/** Longer names are cut: an address may hold anything. Counted in characters. */
const LONGEST = 60

/** A part of an address, encoded or not, as a message names it: decoded where it can be, on one line, and cut. */
export function addressText(part: string): string {
  const characters = [...decoded(part).replaceAll(UNSEEN, (character) => encodeURIComponent(character))]
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : characters.join('')
}

/** Controls, spaces, marks of direction and the like, which would show nothing or turn the message about. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Z}]/gu

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    // `%` that encodes nothing.
    return part
  }
}
