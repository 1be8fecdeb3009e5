import { beforeAll, describe, expect, it } from 'vitest'
import { recordingNames } from '../../embed/read-recording.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { asmScene } from '../../scene/rust-to-asm/asm-scene.ts'
import { keyFlight, wordFrames, wordsOf } from '../../scene/rust-to-asm/flight.ts'
import { ASM_LINES } from '../../scene/rust-to-asm/fold-rows.ts'
import {
  connectors,
  explanationsBeside,
  inSourceOrder,
  layoutAsm,
  titleFits,
} from '../../scene/rust-to-asm/geometry.ts'
import { whatItDoes } from '../../scene/rust-to-asm/explain/instruction-set.ts'
import { planAsm } from '../../scene/rust-to-asm/plan.ts'
import { instructionsOf } from '../../scene/rust-to-asm/rows.ts'
import { countText, sayRow, sayRustLine, stripText } from '../../scene/rust-to-asm/say-lines.ts'
import { litByLine, momentOf, shownNumber, type AsmState } from '../../scene/rust-to-asm/states.ts'
import { allPlans, recorded, stateOf } from '../support/rust-to-asm.ts'

const plans = await allPlans()

/** Numbers, as shown, of the lines of the instructions that a test picks. */
function linesOf(state: AsmState, pick: (row: AsmState['instructions'][number]) => boolean): string[] {
  return [...new Set(state.instructions.filter(pick).map((row) => stripText(state, row)))]
}

describe.each(plans)('the listings of $name', ({ plan, listings }) => {
  const assembly = plan.states.filter((state) => state.profile)

  it('give every instruction a line or a reason why it has none', () => {
    for (const { instructions } of assembly) {
      for (const row of instructions) {
        expect(row.line === undefined, row.text).toBe(row.unlined !== undefined)
        expect(row.origin, row.text).not.toBe('')
      }
    }
  })

  it('are shown whole: each instruction once, in order, in a row or in what a row hides', () => {
    for (const { name, instructions, rows } of assembly) {
      expect(rows.flatMap(instructionsOf)).toEqual(instructions)
      expect(instructions).toHaveLength(listings[name]?.instructions.length ?? -1)
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
      expect(rows.length).toBeLessThanOrEqual(ASM_LINES)
    }
  })

  it('never fold a return, nor what goes to the allocator on the hot path unless there is much', () => {
    for (const { instructions, rows } of assembly) {
      const seen = new Set(rows.filter((row) => row.kind === 'instruction').map((row) => row.index))
      const must = instructions.filter(
        (row) => !row.cold && (row.mnemonic === 'ret' || row.role === 'allocator' || row.role === 'free'),
      )
      const room = 2 * must.length + 3 <= ASM_LINES
      const folded = must.filter((row) => !seen.has(row.index) && (room || row.mnemonic === 'ret'))
      expect(folded.map((row) => row.text)).toEqual([])
    }
  })

  it('fly along their lines, with unique keys and no word lost, forward and backward', () => {
    const geometry = layoutAsm(plan, 1168, 470)
    for (const [i, state] of plan.states.slice(1).entries()) {
      const before = plan.states[i]
      if (!before) continue
      const [a, b] = [wordsOf(before, geometry), wordsOf(state, geometry)]
      const spots = (words: typeof a) => words.map(({ text, x, y }) => `${text} ${x}px ${y}px`).sort()
      const flight = keyFlight(a, b)
      expect(new Set(flight.map(({ key }) => key)).size).toBe(flight.length)
      for (const [at, words] of [a, b].entries()) {
        const shown = flight.flatMap((word) => {
          const { translate, opacity } = wordFrames(word)
          return opacity[at] === 1 ? [`${word.text} ${translate[at]}`] : []
        })
        expect(shown.sort()).toEqual(spots(words))
      }
    }
  })

  it('stay in their box, operands, explanations and all', () => {
    const geometry = layoutAsm(plan, 1168, 470)
    expect(geometry.height).toBeLessThanOrEqual(470)
    for (const { rows } of assembly) {
      const beside = explanationsBeside(rows, geometry)
      for (const row of rows) {
        if (row.kind === 'fold') continue
        const operands = Math.max(0, row.text.length - row.mnemonic.length - 1) * 12
        expect(geometry.operands + operands, row.text).toBeLessThanOrEqual(1168)
        const left = beside.get(row)?.left ?? 1168
        expect(left, row.text).toBeGreaterThanOrEqual(geometry.operands + operands)
      }
    }
  })

  it('explain a listing in one column where one serves all its rows', async () => {
    const [grows, sized] = await Promise.all([recorded('vec-push-kept'), recorded('vec-capacity-vanishes')])
    const own = planAsm({
      recordings: [grows, sized],
      show: 'vec-push-kept/grows@release, vec-capacity-vanishes/sized@release',
    })
    const lefts = [...explanationsBeside(momentOf(own, 1).state.rows, layoutAsm(own, 1168, 420)).values()].map(
      ({ left }) => left,
    )
    expect(lefts).toHaveLength(7)
    expect(new Set(lefts).size).toBe(1)
  })

  it('keep their build’s title clear of the switch', () => {
    const geometry = layoutAsm(plan, 1168, 470)
    for (const state of assembly) {
      // Else it stands above the Rust, beside two links: 330 px with their indentation, 160 itself.
      const besideLinks = geometry.rustWidth >= 330 + 160
      expect(titleFits(state, 'builds side by side', geometry) || besideLinks, state.name).toBe(true)
    }
  })

  it('are explained, each instruction', () => {
    const silent = assembly.flatMap((state) => state.instructions).filter((row) => row.explanation.text === '')
    expect(silent.map((row) => row.text)).toEqual([])
  })
})

describe('explanations', () => {
  it('exist for every mnemonic of every listing of every build that a slide could show', async () => {
    const silent = new Set<string>()
    const known = new Set<string>()
    const strange = new Set<string>()
    for (const name of recordingNames()) {
      const recording = await recorded(name)
      for (const [build, { listings }] of Object.entries(recording.builds)) {
        for (const { function: own } of listings) {
          for (const { mnemonic, text, explanation } of stateOf(recording, own, build).instructions) {
            ;(explanation.text ? known : silent).add(mnemonic)
            if (!whatItDoes({ mnemonic, operands: text.slice(mnemonic.length + 1) })) strange.add(mnemonic)
          }
        }
      }
    }
    expect([...silent]).toEqual([])
    expect([...strange]).toEqual([])
    const asked = ['push', 'pop', 'call', 'ret', 'mov', 'lea', 'sub', 'cmp', 'je', 'test', 'xor', 'movaps', 'movups']
    expect([...known]).toEqual(expect.arrayContaining(asked))
  })
})

describe('lines and instructions', () => {
  let vecNew: Recorded
  let boxNew: Recorded
  let neverReturned: Recorded
  let vanishes: Recorded

  beforeAll(async () => {
    ;[vecNew, boxNew, neverReturned, vanishes] = await Promise.all([
      recorded('vec-new'),
      recorded('box-new'),
      recorded('never-returned'),
      recorded('box-vanishes'),
    ])
  })

  it('attributes what std inlined to the line that called it, and says whose it is', () => {
    const state = stateOf(vecNew, 'empty', 'release')
    expect(linesOf(state, (row) => row.std !== undefined)).toEqual(['2'])
    const [first] = state.rows
    expect(first && sayRow(state, first, true)).toMatch(/from line 2, std’s Vec<u64>::new, inlined/)
    expect(sayRustLine(state, state.rust[1]?.number ?? 0)).toBe('became 3 instructions in release')
  })

  it('lights a line’s instructions wherever they stand, and ties them where the order is another', () => {
    const plan = planAsm({ recordings: [boxNew], show: 'rust clean release' })
    const geometry = layoutAsm(plan, 1168, 470)
    const { state } = momentOf(plan, 2)
    const line = state.rust[2]?.number ?? 0
    const lit = litByLine(state, line)
    expect(inSourceOrder(state)).toBe(false)
    expect(lit.instructions).toEqual(state.instructions.filter((row) => row.line === line).map((row) => row.index))
    expect(connectors(state, lit, geometry).length).toBeGreaterThan(1)
    const atRest = connectors(state, { lines: [], instructions: [] }, geometry)
    const late = state.rows.findIndex((row) => row.kind === 'instruction' && row.mnemonic === 'inc')
    expect(atRest.map(({ key }) => key)).toEqual([`${state.rust[1]?.number}-${late}`])
    const ordered = stateOf(neverReturned, 'area', 'release')
    expect(inSourceOrder(ordered)).toBe(true)
    expect(connectors(ordered, litByLine(ordered, ordered.rust[3]?.number ?? 0), geometry)).toEqual([])
  })

  it('says that a listing calls no allocator where one beside it does', () => {
    const { states } = planAsm({ recordings: [vanishes], show: 'rust clean release' })
    expect(states.map(countText).slice(1)).toEqual([
      expect.stringMatching(/^\d+ instructions$/),
      '7 instructions, no allocator call',
    ])
    expect(countText(stateOf(neverReturned, 'area', 'release'))).toBe('3 instructions')
  })

  it('keeps the jump to a cold path that a step opens', () => {
    const { steps } = planAsm({ recordings: [boxNew], show: 'release', highlight: 'release: open cold' })
    const texts = steps[1]?.rows?.map((row) => row.text) ?? []
    expect(texts).toEqual(expect.arrayContaining(['je L1', 'call handle_alloc_error']))
  })

  it('lights with its state what is to be lit first', () => {
    const { steps } = planAsm({
      recordings: [boxNew],
      show: 'rust release',
      highlight: 'release: first line 3; release: allocator',
    })
    expect(steps.map(({ state, lit }) => [state, lit.lines.length, lit.instructions.length > 1])).toEqual([
      [0, 0, false],
      [1, 1, true],
      [1, 1, false],
    ])
  })

  it('calls a statement nothing when only the optimised build has no instruction of it', () => {
    const nothing = (build: string) => {
      const state = stateOf(neverReturned, 'area', build)
      return state.nothing.map((line) => shownNumber(state, line))
    }
    expect(nothing('release')).toEqual([2])
    expect(nothing('clean')).toEqual([])
    const state = stateOf(neverReturned, 'area', 'release')
    expect(sayRustLine(state, state.rust[1]?.number ?? 0)).toBe('became nothing in release')
    expect(stateOf(vanishes, 'next', 'release').nothing).toEqual([])
  })

  it('calls nothing nothing where work stands on no statement’s line', async () => {
    const dyn = await recorded('dyn-or-generic')
    expect(stateOf(dyn, 'borrowed', 'release').nothing).toEqual([])
    // The box's address is set on the closing brace.
    expect(stateOf(await recorded('box-zero-sized'), 'boxed', 'release').nothing).toEqual([])
  })

  it('does not call a statement nothing while one with instructions uses what it sets', () => {
    const folded = structuredClone(neverReturned)
    const area = folded.builds.release?.listings.find((listing) => listing.function === 'area')
    if (!area) throw new Error('never-returned has no release listing of area')
    const height = area.instructions.findIndex(({ mnemonic }) => mnemonic === 'lea')
    area.instructions.splice(height, 1)
    const state = stateOf(folded, 'area', 'release')
    expect(state.nothing.map((line) => shownNumber(state, line))).toEqual([2])
    expect(state.without[state.rust[2]?.number ?? 0]).toBe('what it sets is used in line 4')
  })

  it('reads a parameter’s type through the snippet’s own alias', async () => {
    const aliased = structuredClone(await recorded('one-subtraction'))
    const { source } = aliased
    source.text = source.text.replace('n: u64', 'n: Count').replace('\n\n', '\ntype Count = u64;\n')
    const state = stateOf(aliased, 'locals', 'release')
    expect(state.instructions.map((row) => row.explanation.text)).toContain('rcx = n + 1, no memory')
  })

  it('shows all builds of a function beside each other', () => {
    const { builds } = asmScene({ recordings: [vanishes], function: 'next', show: 'rust release' })
    const columns = builds['box-vanishes/next']?.columns ?? []
    expect(columns.map(({ title }) => title)).toEqual(['debug', 'clean debug', 'release'])
    const counts = Object.values(vanishes.builds).map(
      ({ listings }) => listings.find((listing) => listing.function === 'next')?.instructions.length,
    )
    expect(columns.map(({ count }) => Number.parseInt(count))).toEqual(counts)
  })
})
