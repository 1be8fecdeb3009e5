import { describe, expect, it } from 'vitest'
import type { Value } from '../../recorder/trace-schema.ts'
import { bytesOf } from '../../scene/stage/bytes-of.ts'
import { sceneOf } from '../../scene/stage/layout.ts'
import { planStage } from '../../scene/stage/plan.ts'
import { cellSentence } from '../../scene/stage/state-table.ts'
import { boxNew, pointer, scalar, struct } from '../support/stage-states.ts'

const bytes = (value: Value) => bytesOf(value).join(' ')
const text = (type: string, written: string, size: number): Value => ({ ...scalar(undefined, 0, written, type, size) })

describe('bytesOf', () => {
  it('writes scalars as x86-64 does', () => {
    expect(bytes(text('i32', '-2', 4))).toBe('fe ff ff ff')
    expect(bytes(text('u16', '513', 2))).toBe('01 02')
    expect(bytes(text('u128', '1', 16))).toBe(`01${' 00'.repeat(15)}`)
    expect(bytes(text('bool', 'true', 1))).toBe('01')
    expect(bytes(text('char', "'é'", 4))).toBe('e9 00 00 00')
    expect(bytes(text('f64', '1.5', 8))).toBe('00 00 00 00 00 00 f8 3f')
    expect(bytes(pointer(undefined, 0, '0x5555555add60', { kind: 'heap', block: 0, offset: 0 }))).toBe(
      '60 dd 5a 55 55 55 00 00',
    )
  })

  it('puts members at their offsets, and leaves padding open', () => {
    const padding: Value = { offset: 6, size: 2, kind: 'padding' }
    expect(bytes(struct('P', [scalar('a', 0, '7', 'u32', 4), scalar('b', 4, '1', 'u16', 2), padding]))).toBe(
      '07 00 00 00 01 00 ·· ··',
    )
  })

  it('counts a member’s offsets from the value that is asked for', () => {
    const inner = { ...struct('Q', [scalar('b', 8, '2', 'u8', 1)]), offset: 8, size: 1 }
    expect(bytes(inner)).toBe('02')
  })

  it('writes a tag, a text and what could not be opened', () => {
    const some: Value = {
      offset: 0,
      size: 8,
      kind: 'enum',
      variant: 'Some',
      discriminant: { niche: false, offset: 0, size: 4, value: '1' },
      fields: [scalar('0', 4, '7', 'u32', 4)],
    }
    expect(bytes(some)).toBe('01 00 00 00 07 00 00 00')
    const held = {
      ...some,
      offset: 8,
      discriminant: { niche: false, offset: 8, size: 4, value: '1' },
      fields: [scalar('0', 12, '7', 'u32', 4)],
    }
    expect(bytes({ ...struct('Held', [scalar('a', 0, '9')]), size: 16, fields: [scalar('a', 0, '9'), held] })).toBe(
      '09 00 00 00 00 00 00 00 01 00 00 00 07 00 00 00',
    )
    expect(bytes({ offset: 0, size: 5, kind: 'array', type: 'str', text: 'héap' })).toBe('68 c3 a9 61 70')
    expect(bytes({ offset: 0, size: 2, kind: 'bytes', text: '0a ff' })).toBe('0a ff')
  })

  it('says nothing of what is not told', () => {
    expect(bytes({ offset: 0, size: 2, kind: 'union' })).toBe('·· ··')
    expect(bytes(text('Odd', 'Thing', 2))).toBe('·· ··')
  })
})

describe('a row in words', () => {
  const sentence = (step: number, id: string) => {
    const plan = planStage(boxNew, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
    const cell = sceneOf(plan, boxNew[step]!, boxNew[step - 1]).cells.find((one) => one.id === id && !one.cell.opened)
    if (!cell) throw new Error(`no row ${id}`)
    return cellSentence(cell.cell)
  }

  it('gives type, value, target, address, size and bytes', () => {
    expect(sentence(4, 'f1/l1')).toBe(
      'boxed: Box<Point>, 0x5555555add60, points to the heap, at 0x7fffffffe358, 8 B: 60 dd 5a 55 55 55 00 00',
    )
    expect(sentence(4, 'b0@8')).toBe('y: i64, 8, at 0x5555555add68, 8 B: 08 00 00 00 00 00 00 00')
  })

  it('gives no bytes where none were recorded', () => {
    expect(sentence(0, 'f1/l1')).toBe('boxed: Box<Point>, no value, at 0x7fffffffe358, 8 B')
    expect(sentence(5, 'b0@8')).toBe('y: i64, freed, at 0x5555555add68, 8 B')
  })
})
