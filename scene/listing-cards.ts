import type { Listing, Recording } from '../recorder/schema.ts'
import { argumentUse, readsCallersStack, resultPlace } from './register-use.ts'
import type { RustLines, RustToken } from './rust-token.ts'

/** A small function on a card. */
export type ListingCard = {
  name: string
  signature: RustToken[]
  /** What stands between the function's braces, indentation left out. */
  body: RustToken[][]
  /** Instructions as lines of text. */
  lines: string[]
  /** Where its argument or its result is, in words. */
  told: string
  /** Whether that is memory of the caller. */
  inMemory: boolean
}

/**
 * A card for each function.
 * @throws when the build has no listing of a function, or it is too long to be read on a card.
 */
export function listingCards(
  recording: Recording & { highlighted: RustLines },
  build: string,
  functions: string[],
  tell: Tell,
): ListingCard[] {
  return functions.map((name) => {
    const listing = listingOf(recording, build, name)
    const { told, inMemory } = TELL[tell](listing)
    return {
      name,
      signature: signatureOf(recording, listing, tell === 'result' ? '{' : ' ->'),
      body: bodyOf(recording, listing),
      lines: listing.instructions.map(lineOf),
      told,
      inMemory,
    }
  })
}

/** What the line under a listing tells. */
export type Tell = 'arguments' | 'result' | 'copy' | 'value'

const TELL: Record<Tell, (listing: Listing) => { told: string; inMemory: boolean }> = {
  arguments: tellArguments,
  result: tellResult,
  copy: tellCopy,
  value: tellValue,
}

const MOST_LINES = 6

function listingOf(recording: Recording, build: string, name: string): Listing {
  const listings = recording.builds[build]?.listings ?? []
  const found = listings.find((listing) => listing.function === name)
  const listing = found?.sameAs ? listings.find((other) => other.function === found.sameAs) : found
  if (!found || !listing) throw new Error(`${recording.name} has no listing of ${name} in ${build}`)
  if (listing.instructions.length > MOST_LINES) {
    throw new Error(`${name} has ${listing.instructions.length} instructions in ${build}; a card holds ${MOST_LINES}`)
  }
  return { ...listing, first: found.first }
}

function lineOf({ mnemonic, operands }: Listing['instructions'][number]): string {
  const short = operands
    .replaceAll('xmmword ptr ', '')
    .replaceAll('qword ptr ', '')
    .replaceAll('dword ptr ', 'dword ')
    .replaceAll('byte ptr ', 'byte ')
  return `${mnemonic.padEnd(5)} ${short}`.trimEnd()
}

/** The line that declares the function, up to `end`. */
function signatureOf({ highlighted }: { highlighted: RustLines }, listing: Listing, end: string): RustToken[] {
  const tokens = highlighted.find((line) => declares(listing).test(textOf(line))) ?? []
  const line = textOf(tokens)
  let left = line.includes(end) ? line.indexOf(end) : line.indexOf(' {')
  return tokens.flatMap((token) => {
    const text = token.text
      .slice(0, Math.max(left, 0))
      .replace(/\s+$/, (blank) => (left > token.text.length ? blank : ''))
    left -= token.text.length
    return text ? [{ ...token, text }] : []
  })
}

/** The lines between the function's head and the brace that ends it. */
function bodyOf({ highlighted }: { highlighted: RustLines }, listing: Listing): RustToken[][] {
  const head = highlighted.findIndex((line) => declares(listing).test(textOf(line)))
  const length = highlighted.slice(head + 1).findIndex((line) => textOf(line).startsWith('}'))
  return head < 0
    ? []
    : highlighted.slice(head + 1, head + 1 + length).map((line) => {
        const [first, ...rest] = line
        return first ? [{ ...first, text: first.text.replace(/^ {4}/, '') }, ...rest] : []
      })
}

function declares({ function: name }: Listing): RegExp {
  return new RegExp(`\\bfn ${name.replace(/^.*::/, '')}\\b`)
}

function textOf(line: readonly RustToken[]): string {
  return line.map((token) => token.text).join('')
}

function tellArguments(listing: Listing): { told: string; inMemory: boolean } {
  const uses = argumentUse(listing)
  const names = uses.map((use) => use.register).join(' and ')
  if (uses.length === 0 && readsCallersStack(listing)) return { told: 'on the stack, above rsp', inMemory: true }
  if (uses.length === 0) return { told: 'no register is read', inMemory: false }
  if (uses.some((use) => use.as !== 'value')) return { told: `at the address in ${names}`, inMemory: true }
  return { told: `in ${names}`, inMemory: false }
}

function tellResult(listing: Listing): { told: string; inMemory: boolean } {
  const place = resultPlace(listing)
  if (place === 'memory') return { told: 'written where rdi says', inMemory: true }
  return { told: `in ${place}`, inMemory: false }
}

/** How the bytes of a moved value travel, in a function that does nothing else. */
function tellCopy({ instructions }: Listing): { told: string; inMemory: boolean } {
  if (instructions.some(({ operands }) => /\bmemcpy\b/.test(operands)))
    return { told: 'copied by memcpy', inMemory: false }
  const loads = instructions.some(({ operands }) => /,.*\[(?!rip)/.test(operands))
  return { told: loads ? 'copied through registers' : 'nothing is copied', inMemory: false }
}

/** Where a `const` or `static` that a function names is taken from: `rip` counts from the code to the binary's data. */
function tellValue({ instructions }: Listing): { told: string; inMemory: boolean } {
  const [, place] = instructions.map(({ operands }) => /\[rip \+ (\w+)\]/.exec(operands)).find(Boolean) ?? []
  return { told: place ? `loaded from ${place}` : 'its value stands in the instruction', inMemory: false }
}
