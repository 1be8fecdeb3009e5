import { describe, expect, it } from 'vitest'
import { programInAddress, withProgram } from '../../components/lab/lab-address.ts'
import { PRESETS, presetsOf } from '../../components/lab/scene/presets.ts'
import { layStrip } from '../../components/lab/scene/lay-strip.ts'
import type { LabCall } from '../../components/lab/scene/lab-run.ts'
import { readCompanionTalk } from '../../companion/talk.ts'
import { ROOT } from '../../tools/slidev.ts'

describe('a program in an address', () => {
  it.each([
    ['https://e.org/t/#/lab?lab=Vec.u64.new', 'Vec.u64.new'],
    ['https://e.org/t/#/lab?clicks=0&lab=Vec.u64.new', 'Vec.u64.new'],
    ['https://e.org/t/read/?lab=Vec.u64.new#lab', 'Vec.u64.new'],
    ['https://e.org/t/#/lab', null],
    ['https://e.org/t/read/#lab', null],
  ])('is read: %s', (href, program) => expect(programInAddress(new URL(href))).toBe(program))

  it.each([
    ['https://e.org/t/#/lab', 'https://e.org/t/#/lab?lab=Box.u8.new'],
    ['https://e.org/t/#/lab?clicks=1&lab=Vec.u64.new', 'https://e.org/t/#/lab?clicks=1&lab=Box.u8.new'],
    ['https://e.org/t/read/?lab=Vec.u64.new#lab', 'https://e.org/t/read/?lab=Box.u8.new#lab'],
  ])('is written: %s', (href, written) => expect(withProgram(href, 'Box.u8.new')).toBe(written))
})

it('every preset comes from a slide of the talk, and that slide leads to it', async () => {
  const { slides } = await readCompanionTalk(ROOT)
  for (const { slide, title } of PRESETS) {
    expect(slides.map(({ alias }) => alias)).toContain(slide)
    expect(presetsOf(slide).map((one) => one.title)).toContain(title)
  }
})

describe('the strip of addresses', () => {
  const call = (kind: LabCall['kind'], address: number, size: number, from?: number): LabCall => ({
    kind,
    address,
    size,
    align: 8,
    statement: 0,
    ...(from === undefined ? {} : { from }),
  })

  it('shows what lives where it lies, and what is gone in its former place', () => {
    const calls = [call('alloc', 1000, 100), call('alloc', 1100, 100), call('realloc', 1200, 200, 1100)]
    expect(layStrip(calls, 400)).toEqual({
      from: 1000,
      until: 1400,
      live: [
        { x: 0, width: 100, address: 1000, size: 100 },
        { x: 200, width: 200, address: 1200, size: 200 },
      ],
      gone: [{ x: 100, width: 100, address: 1100, size: 100 }],
      counts: { live: 2, gone: 1 },
    })
  })

  it('has no place for a refused call, and is not there where nothing was allocated', () => {
    expect(layStrip([call('alloc', 0, 8)], 400)).toBeUndefined()
    expect(layStrip([], 400)).toBeUndefined()
  })

  it('draws thousands of small blocks once for each place, and counts them all', () => {
    const strip = layStrip(
      Array.from({ length: 150_000 }, (_, n) => call('alloc', 1000 + 16 * n, 4)),
      400,
    )
    expect(strip?.live.length).toBeLessThanOrEqual(401)
    expect(strip?.counts).toEqual({ live: 150_000, gone: 0 })
  })

  it('draws the smallest block so that it is seen, and within the strip', () => {
    const strip = layStrip([call('alloc', 1000, 100_000), call('alloc', 101_000, 1)], 400)
    expect(strip?.live[1]).toMatchObject({ x: 398, width: 2 })
  })
})
