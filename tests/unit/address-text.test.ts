import { expect, it } from 'vitest'
import { addressText } from '../../companion/address-text.ts'

it.each([
  ['vec-new', 'vec-new'],
  ['', ''],
  ['/', '/'],
  ['a%2Fb', 'a/b'],
  ['na%C3%AFve', 'naïve'],
  // What encodes nothing stays.
  ['%E0%A4%A', '%E0%A4%A'],
  ['100%', '100%'],
  // Decoded once.
  ['%2541', '%41'],
  // What would not be seen, or would turn the message about.
  ['%00', '%00'],
  [' ', '%20'],
  ['two%20words', 'two%20words'],
  ['line%0Abreak', 'line%0Abreak'],
  ['%E2%80%AEevil', '%E2%80%AEevil'],
  // No character is halved.
  ['🦀'.repeat(60), '🦀'.repeat(60)],
  ['🦀'.repeat(61), `${'🦀'.repeat(60)}…`],
])('the part %j of an address is named %j', (part, text) => expect(addressText(part)).toBe(text))
