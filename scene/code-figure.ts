import type { Build, Instruction, Listing } from '../recorder/schema.ts'
import type { Figure } from './figure.ts'
import { argumentUse, readsCallersStack, resultPlace } from './register-use.ts'

/**
 * What a build's listings say; see `figure`.
 * @param rest the parts of the figure's name behind its kind
 */
export function codeFigure(build: Build, kind: string, rest: string[]): Figure | undefined {
  if (kind === 'listings') {
    const [of = ''] = rest
    const copies = build.listings.filter(({ function: name }) => name === of || name.startsWith(`${of}::<`))
    return copies.length > 0 ? { value: copies.length, unit: 'listing' } : undefined
  }
  const wanted = kind === 'role' ? rest[0] : rest.join('.')
  const listing = build.listings.find(({ function: name }) => name === wanted)
  if (!listing) return undefined
  const count = (matches: (instruction: Instruction) => boolean): Figure => ({
    value: listing.instructions.filter(matches).length,
    unit: 'instruction',
  })
  if (kind === 'instructions') return count(() => true)
  if (kind === 'memory') return count(reachesMemory)
  if (kind === 'copies') return count(({ operands }) => /\bmemcpy\b/.test(operands))
  if (kind === 'indirect') return count(isIndirect)
  if (kind === 'goes') return { value: whereTo(listing), unit: 'place' }
  if (kind === 'role') {
    return count(({ role, mnemonic }) => role === rest[1] && mnemonic === (rest[2] ?? mnemonic))
  }
  if (kind === 'arrives') return { value: arrival(listing), unit: 'place' }
  if (kind === 'registers') return { value: argumentUse(listing).length, unit: 'register' }
  if (kind === 'returns') return { value: resultPlace(listing), unit: 'place' }
  return undefined
}

function reachesMemory({ mnemonic, operands }: Instruction): boolean {
  return mnemonic !== 'lea' && mnemonic !== 'call' && mnemonic !== 'jmp' && operands.includes('[')
}

/** A call through a register or a word of memory that no symbol names. */
function isIndirect({ mnemonic, operands }: Instruction): boolean {
  return mnemonic === 'call' && /^(r\w+|(\w+ ptr )?\[(?!rip))/.test(operands)
}

/** What a function calls or jumps out to, each once, in the order of its listing; `nowhere` when it stays within. */
function whereTo({ instructions }: Listing): string {
  const leaving = instructions.filter(({ mnemonic, target }) => mnemonic === 'call' || target !== undefined)
  const names = leaving.map(({ operands, target }) => (target ?? operands).split('::').at(-1) ?? operands)
  return [...new Set(names)].join(' and ') || 'nowhere'
}

function arrival(listing: Listing): string {
  const uses = argumentUse(listing)
  if (uses.length === 0 && readsCallersStack(listing)) return 'stack'
  return uses.map(({ register, as }) => (as === 'value' ? register : `[${register}]`)).join(' and ')
}
