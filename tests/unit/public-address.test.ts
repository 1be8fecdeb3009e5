import { expect, it } from 'vitest'
import { publicAddress } from '../../scene/public-address.ts'

it('is the address that the page was built for', () => {
  expect(publicAddress('https://example.org/talk/', 'http://localhost:3030/#/sources')).toBe(
    'https://example.org/talk/',
  )
})

it('else the one that it was opened at, without the slide', () => {
  expect(publicAddress(undefined, 'https://example.org/talk/#/sources?clicks=1')).toBe('https://example.org/talk/')
  expect(publicAddress(undefined, 'https://example.org/talk/index.html#/sources')).toBe('https://example.org/talk/')
})

it.each([
  'http://localhost:3030/#/sources',
  'http://127.0.0.1:8000/',
  'http://[::1]:4173/talk/',
  'file:///talk/index.html',
])('is nothing for %s, which nobody else can open', (opened) =>
  expect(publicAddress(undefined, opened)).toBeUndefined(),
)
