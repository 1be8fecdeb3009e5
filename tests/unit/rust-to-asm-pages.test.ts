import { describe, expect, it } from 'vitest'
import { ASM_LINES } from '../../scene/rust-to-asm/fold-rows.ts'
import { connectors, explanationsBeside, noteBox } from '../../scene/rust-to-asm/geometry.ts'
import { noteOn } from '../../scene/rust-to-asm/note.ts'
import { instructionsOf } from '../../scene/rust-to-asm/rows.ts'
import { momentOf } from '../../scene/rust-to-asm/states.ts'
import { asmPages } from '../support/asm-pages.ts'
import { buildName } from '../../scene/provenance.ts'

const pages = await asmPages()

/** Most Rust lines of a slide. */
const RUST_LINES = 14

it('the talk shows Rust becoming assembly', () => {
  expect(pages.length).toBeGreaterThan(5)
})

describe.each(pages)('$place', ({ scene: { plan, geometry } }) => {
  const moments = plan.steps.map((_, at) => momentOf(plan, at))
  const assembly = moments.filter(({ state }) => state.profile)

  it('shows at most 12 assembly and 14 Rust lines at each click, in the room it has', () => {
    for (const { state } of moments) {
      expect(state.rows.length).toBeLessThanOrEqual(ASM_LINES)
      expect(state.rust.length).toBeLessThanOrEqual(RUST_LINES)
      expect(geometry.top + Math.max(state.rows.length, state.rust.length) * geometry.pitch).toBeLessThan(
        geometry.height,
      )
    }
    expect(geometry.pitch, 'text of 20 px stays apart').toBeGreaterThanOrEqual(24)
  })

  it('lights something at each highlight, and whole rows where it lights instructions', () => {
    for (const { state, lit } of assembly.filter((moment, at) => at > 0 && moment.lit.instructions.length > 0)) {
      const rows = state.rows.filter((row) =>
        instructionsOf(row).every(({ index }) => lit.instructions.includes(index)),
      )
      expect(rows.length, state.name).toBeGreaterThan(0)
      expect(lit.lines.length, state.name).toBeGreaterThan(0)
    }
  })

  it('says at each click which build, compiler, target and flags it comes from', () => {
    for (const { state } of moments) {
      expect(state.provenance).toMatch(/ · rustc \d+\.\d+\.\d+ · x86_64-unknown-linux-gnu/)
      if (state.profile)
        expect(state.provenance).toMatch(new RegExp(`^${buildName(state.profile)} · .* · -C opt-level=`))
    }
  })

  it('explains each instruction that can be pointed at: here, in any program, and where it comes from', () => {
    for (const { state } of assembly) {
      for (const row of state.instructions) {
        const note = noteOn(state, row)
        expect(note?.means, row.text).toBeTruthy()
        expect(note?.does?.text, row.text).toBeTruthy()
        expect(note?.from, row.text).toBeTruthy()
      }
    }
  })

  it('writes what goes to the allocator out beside it', () => {
    for (const { state } of assembly) {
      const beside = explanationsBeside(state.rows, geometry)
      for (const row of state.rows) {
        if (row.kind === 'fold' || !row.explanation.strong) continue
        expect(beside.get(row)?.text, row.text).toBeTruthy()
      }
    }
  })

  it('has a free place for notes beside or below the code', () => {
    for (const { state } of assembly) {
      const box = noteBox(state, geometry)
      const covered = box.left < geometry.asm ? state.rust.length : state.rows.length
      expect(box.top, state.name).toBeGreaterThanOrEqual(geometry.top + covered * geometry.pitch)
      expect(box.left + box.width).toBeLessThanOrEqual(geometry.width)
      expect(box.width).toBeGreaterThan(300)
    }
  })

  it('draws its connecting lines between the two sides only', () => {
    for (const { state, lit } of assembly) {
      for (const { path } of connectors(state, lit, geometry)) {
        const numbers =
          path
            .replace(/V [\d.]+/g, '')
            .match(/[\d.]+/g)
            ?.map(Number) ?? []
        const across = numbers.filter((_, i) => i % 2 === 0)
        expect(Math.min(...across)).toBe(geometry.rustWidth)
        expect(Math.max(...across)).toBeLessThan(geometry.asm)
      }
    }
  })
})

describe('the talk’s highlights', () => {
  const lit = pages.flatMap(({ scene: { plan } }) =>
    plan.steps.flatMap(({ state, lit: { instructions } }) =>
      instructions.flatMap((index) => plan.states[state]?.instructions.filter((row) => row.index === index) ?? []),
    ),
  )

  it('light the allocator’s call, what gives back, the cold path, and the moved rsp', () => {
    const roles = new Set(lit.map(({ role }) => role))
    expect([...roles]).toEqual(expect.arrayContaining(['allocator', 'free', 'stack', 'save', 'restore']))
    expect(lit.some(({ cold }) => cold)).toBe(true)
  })

  it('open a cold path that was folded the click before', () => {
    const opened = pages.flatMap(({ scene: { plan } }) =>
      plan.steps.filter(({ rows }) => rows).map((step) => ({ plan, step })),
    )
    expect(opened.length).toBeGreaterThan(0)
    for (const { plan, step } of opened) {
      const before = plan.states[step.state]?.rows ?? []
      const seen = (rows: typeof before) => rows.flatMap((row) => (row.kind === 'fold' ? [] : [row.index]))
      expect(seen(step.rows ?? [])).toEqual(expect.arrayContaining(step.lit.instructions))
      expect(seen(before)).not.toEqual(expect.arrayContaining(step.lit.instructions))
      expect(step.rows?.flatMap(instructionsOf)).toEqual(before.flatMap(instructionsOf))
    }
  })
})
