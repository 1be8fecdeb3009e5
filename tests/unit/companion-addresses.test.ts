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
const rules = Object.fromEntries(slides.flatMap(({ alias, section, claims: own }) => (own.some(({ kind }) => kind === 'rule') ? [[section, alias]] : [])))
const current = [...aliases, ...claims, ...entries].sort()

/** Whether an address still leads to something that is there. */
function leads(address: string): boolean {
  if (current.includes(address)) return true
  const lead = leadTo(address, rules, moved)
  return lead !== undefined && 'slide' in lead && moved[address] === lead.slide && aliases.has(lead.slide)
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
    if (process.env.UPDATE_ADDRESSES && added.length > 0) {
      writeFileSync(LIST, `${[...given, ...added].sort().join('\n')}\n`)
    } else {
      expect(added, 'new: UPDATE_ADDRESSES=1 npm test adds them to tests/addresses.txt').toEqual([])
    }
    const broken = given.filter((address) => !leads(address))
    expect(broken, 'a slide that has another routeAlias says formerly: <the old one>').toEqual([])
  })

  it('of terms lead to slides that there are', () => {
    expect(TERMS.filter(({ shown }) => !aliases.has(shown))).toEqual([])
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
      'vec-new-proof-promised', 'vec-new-proof-observed', 'vec-new-proof-observed-2',
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
