import { expect, it } from 'vitest'
import { splitMessages } from '../../tools/type-messages.ts'

it('keeps the project’s messages with the lines that explain them and counts those on packages', () => {
  const output = [
    'scene/a.ts(1,2): error TS2345: Wrong.',
    '  Because of this.',
    "node_modules/@slidev/client/x.ts(3,4): error TS2304: Cannot find name '__DEV__'.",
    '    Because of that.',
    'components/B.vue(5,6): error TS2322: Wrong too.',
  ].join('\n')
  expect(splitMessages(output)).toEqual({
    own: [
      'scene/a.ts(1,2): error TS2345: Wrong.\n  Because of this.',
      'components/B.vue(5,6): error TS2322: Wrong too.',
    ],
    foreign: 1,
  })
})

it('finds nothing in an empty output', () => {
  expect(splitMessages('')).toEqual({ own: [], foreign: 0 })
})
