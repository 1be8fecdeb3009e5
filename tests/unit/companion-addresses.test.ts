import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimAddresses, ruleAddress, snippetAddress, termAddress } from '../../companion/addresses.ts'
import { leadTo } from '../../companion/lead-to.ts'
import { readCompanionTalk } from '../../companion/talk.ts'
import { TERMS } from '../../companion/terms.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Every address that was ever given out, in alphabetical order; only ever added to. */
const LIST = join(ROOT, 'tests/addresses.txt')

const { slides } = await readCompanionTalk(ROOT)
const aliases = new Set(slides.map(({ alias }) => alias))
const claims = slides.flatMap((slide) => slide.claims.map(({ id }) => id))
const entries = [
  ...TERMS.map(({ term }) => termAddress(term)),
  ...new Set(slides.flatMap(({ recordings }) => recordings.map(snippetAddress))),
]
const moved = Object.fromEntries(slides.flatMap(({ alias, formerly }) => formerly.map((old) => [old, alias])))
const rules = Object.fromEntries(
  slides.flatMap(({ alias, section, claims: own }) =>
    own.some(({ kind }) => kind === 'rule') ? [[section, alias]] : [],
  ),
)
const current = [...aliases, ...claims, ...entries].sort()

/** Whether an address still leads to something that is there; the sentences of a slide that was renamed go with it. */
function leads(address: string): boolean {
  if (current.includes(address) || aliases.has(moved[address] ?? '')) return true
  return Object.entries(moved).some(
    ([old, alias]) => address.startsWith(`${old}-`) && current.includes(alias + address.slice(old.length)),
  )
}

/** What to do about an address that leads nowhere. */
function advice(address: string): string {
  if (address.startsWith('rule-'))
    return 'the slide with the section’s rules says formerly:, with this address, and the other rules keep their numbers'
  if (address.startsWith('term-')) return 'companion/terms.ts has the term still, in these words'
  if (address.startsWith('snippet-')) return 'a slide still shows the program'
  return 'the slide that has another routeAlias now, or that says now what the sentence said, says formerly:, with this address'
}

describe('addresses', () => {
  it('are each given once', () => {
    expect(current.filter((address, i) => address === current[i - 1])).toEqual([])
  })

  it('are short words joined by hyphens', () => {
    for (const address of current) expect(address).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  it('that were given out all lead somewhere still, and new ones are on the list', () => {
    const given = readFileSync(LIST, 'utf8').split('\n').filter(Boolean)
    const added = current.filter((address) => !given.includes(address))
    const broken = given.filter((address) => !leads(address))
    expect(broken.map((address) => `${address} leads nowhere: ${advice(address)}`)).toEqual([])
    if (process.env.UPDATE_ADDRESSES && added.length > 0) {
      writeFileSync(LIST, `${[...given, ...added].sort().join('\n')}\n`)
    } else {
      expect(added, 'new: UPDATE_ADDRESSES=1 npm test adds them to tests/addresses.txt').toEqual([])
    }
  })

  it('of terms lead to slides that there are', () => {
    const lost = TERMS.filter(({ shown }) => !aliases.has(shown))
    expect(
      lost.map(({ term, shown }) => `companion/terms.ts: ${term} leads to ${shown}, which no slide is called`),
    ).toEqual([])
    expect(TERMS.map(({ term }) => term)).toEqual(TERMS.map(({ term }) => term).sort((a, b) => a.localeCompare(b)))
  })
})

describe('an address of', () => {
  const where = (address: string) => leadTo(address, { 3: 'heap-in-short' }, { 'old-name': 'vec-new' })

  it('a rule is made of its number and leads to its section’s rules', () => {
    expect(ruleAddress('3.2')).toBe('rule-3-2')
    expect(where('rule-3-2')).toEqual({ slide: 'heap-in-short', answered: true })
  })

  it('a marked sentence leads to its slide, answered', () => {
    const next = claimAddresses('vec-new-proof')
    expect([next('promised'), next('observed'), next('observed')]).toEqual([
      'vec-new-proof-promised',
      'vec-new-proof-observed',
      'vec-new-proof-observed-2',
    ])
    expect(where(next('answer'))).toEqual({ slide: 'vec-new-proof', answered: true })
    expect(where('vec-new-proof-observed-2')).toEqual({ slide: 'vec-new-proof', answered: true })
  })

  it('a term or a program leads into the index', () => {
    expect(where(termAddress('zero-sized type'))).toEqual({ entry: 'term-zero-sized-type' })
    expect(where(snippetAddress('vec-new'))).toEqual({ entry: 'snippet-vec-new' })
  })

  it('a slide that has another name now leads to it', () => {
    expect(where('old-name')).toEqual({ slide: 'vec-new', answered: false })
    expect(where('old-name-observed')).toEqual({ slide: 'vec-new', answered: true })
  })

  it('a slide is its own', () => {
    for (const alias of aliases) expect(leadTo(alias, rules, moved), alias).toBeUndefined()
  })
})
