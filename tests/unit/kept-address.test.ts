import { describe, expect, it } from 'vitest'
import { keptAddress } from '../../hosting/kept-address.ts'

const KEPT = ['index.html', 'read/index.html', 'find/index.html', 'assets/deck-Abc_1234.js']

describe.each(['https://example.org/', 'https://example.org/talks/rust/', 'https://example.org/t%C3%A4lk/'])(
  'of the deck at %s',
  (scope) => {
    const kept = new Set(KEPT.map((file) => scope + file))
    const resolve = (address: string) => {
      const found = keptAddress(new URL(address, scope), new URL(scope), (file) => kept.has(file))
      if (!found) return undefined
      return 'file' in found
        ? `file ${found.file.href.slice(scope.length)}`
        : `to ${found.redirect.href.slice(scope.length)}`
    }

    it.each([
      ['', 'file index.html'],
      ['?', 'file index.html'],
      ['?print=clicks#/print', 'file index.html'],
      ['index.html?', 'file index.html'],
      ['%69ndex.html', 'file index.html'],
      ['assets/deck-Abc_1234.js?v=1', 'file assets/deck-Abc_1234.js'],
      ['read/', 'file read/index.html'],
      ['read/?', 'file read/index.html'],
      ['find/index.html?x=1', 'file find/index.html'],
      ['read', 'to read/'],
      ['index', 'file index.html'],
      ['find?q=box', 'to find/?q=box'],
      ['read/index?x', 'file read/index.html'],
      // Where hosts answer with the deck.
      ['nonsense/deeper/?x', 'to '],
      ['read/nonsense', 'to '],
      ['%E0%A4%A', 'to '],
    ])('“%s” leads %s', (address, lead) => expect(resolve(`${scope}${address}`)).toBe(lead))

    it('more slashes lead to no other host', () => {
      expect(resolve(`${scope}/evil.example/x`)).toBe('to ')
    })

    it.each(['talk.pdf', 'assets/absent.js', 'absent.html'])('a file that is not kept, %s, is the host’s', (file) => {
      expect(resolve(scope + file)).toBeUndefined()
    })

    it('what lies elsewhere is not the deck’s', () => {
      expect(resolve('https://example.net/talks/rust/read/')).toBeUndefined()
    })
  },
)
