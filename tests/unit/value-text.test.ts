import { describe, expect, it } from 'vitest'
import { valueText } from '../../recorder/text/value-text.ts'
import type { Value } from '../../recorder/trace-schema.ts'

const number = (name: string, offset: number, text: string): Value => ({
  name,
  type: 'u16',
  offset,
  size: 2,
  kind: 'scalar',
  text,
})

const tuple = (fields: Value[]): Value => ({ type: '(u16, u16)', offset: 0, size: 4, kind: 'aggregate', fields })

describe('a value in one line', () => {
  it('names the fields of a tuple that lies in memory in another order than its fields', () => {
    const text = (fields: Value[]) => valueText(tuple(fields), () => '')
    expect(text([number('0', 0, '7'), number('1', 2, '8')])).toBe('(7, 8)')
    expect(text([number('1', 0, '8'), number('0', 2, '7')])).toBe('{ 1: 8, 0: 7 }')
  })
})
