import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { addressesIn, citedAddresses, faultOf, findRustDocs } from '../support/rust-docs.ts'

const { root, missing } = await findRustDocs()
if (missing !== undefined) console.error(`\nLinks to Rust’s documentation are not followed: ${missing}.\n`)

const cited = citedAddresses(join(import.meta.dirname, '..', '..'))

describe('an address of Rust’s documentation', () => {
  const docs = mkdtempSync(join(tmpdir(), 'docs-'))
  mkdirSync(join(docs, 'std', 'vec'), { recursive: true })
  writeFileSync(join(docs, 'std', 'vec', 'index.html'), '<h2 id="growth">Growth</h2><p id="impl-%3CT%3E">')
  afterAll(() => rmSync(docs, { recursive: true }))

  it('is read from attributes, links and sentences', () => {
    const text = [
      '<Guaranteed source="https://doc.rust-lang.org/std/vec/#growth" name="std">',
      '[std](https://doc.rust-lang.org/std/), see https://doc.rust-lang.org/reference/tokens.html.',
    ].join('\n')
    expect(addressesIn(text)).toEqual([
      'https://doc.rust-lang.org/std/vec/#growth',
      'https://doc.rust-lang.org/std/',
      'https://doc.rust-lang.org/reference/tokens.html',
    ])
  })

  it.each(['', '#growth', '#impl-%3CT%3E'])('leads to a page and to its anchor "%s"', (hash) => {
    expect(faultOf(`https://doc.rust-lang.org/std/vec/${hash}`, docs)).toBeUndefined()
    expect(faultOf(`https://doc.rust-lang.org/std/vec/index.html${hash}`, docs)).toBeUndefined()
  })

  it('leads nowhere without the page, or without the anchor', () => {
    expect(faultOf('https://doc.rust-lang.org/std/vec/index.html#grow', docs)).toBe('the page has no anchor #grow')
    expect(faultOf('https://doc.rust-lang.org/std/rc/', docs)).toBe('there is no page /std/rc/index.html')
  })
})

it('the talk cites Rust’s documentation where it says that something is promised', () => {
  expect(cited.filter(({ files }) => files.some((file) => file.startsWith('pages/'))).length).toBeGreaterThan(30)
})

describe.skipIf(missing)(
  `in the documentation that came with the compiler${missing === undefined ? '' : ` (skipped: ${missing})`}`,
  () => {
    it.each(cited.map(({ address, files }) => [address, files.join(', ')]))('%s exists, named in %s', (address) => {
      expect(faultOf(address, root!)).toBeUndefined()
    })
  },
)
