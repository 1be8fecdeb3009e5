import { describe, expect, it } from 'vitest'
import { asmScene } from '../../scene/rust-to-asm/asm-scene.ts'
import { planAsm } from '../../scene/rust-to-asm/plan.ts'
import { shownNumber } from '../../scene/rust-to-asm/states.ts'
import { recorded } from '../support/rust-to-asm.ts'

describe('what a page asks for', () => {
  const plan = async (name: string, request: object) =>
    planAsm({ recordings: [await recorded(name)], show: 'rust clean release', ...request })

  it('takes one step a state and one a highlight, in the order of the states', async () => {
    const { steps } = await plan('box-new', { highlight: 'release: allocator; clean: line 2; release: line 3' })
    expect(steps.map(({ state }) => state)).toEqual([0, 1, 1, 2, 2, 2])
  })

  it('lights by role, and the Rust line with it', async () => {
    const { states, steps } = await plan('box-new', { highlight: 'release: allocator' })
    const lit = steps.at(-1)?.lit
    const rows = states.at(-1)?.instructions.filter((row) => lit?.instructions.includes(row.index)) ?? []
    expect(rows.map((row) => row.role)).toEqual(['allocator'])
    expect(lit?.lines).toEqual(rows.map((row) => row.line))
  })

  it('knows the prologue and the epilogue by where they stand', async () => {
    const { states, steps } = await plan('box-new', { highlight: 'clean: prologue; release: epilogue' })
    const texts = (step: number, state: number) =>
      states[state]?.instructions
        .filter((row) => steps[step]?.lit.instructions.includes(row.index))
        .map((row) => row.text)
    expect(texts(2, 1)?.[0]).toMatch(/^sub rsp/)
    expect(texts(4, 2)).toEqual(['pop rbx', 'ret'])
  })

  it('lights a mark, a range and several things at once', async () => {
    const { states, steps } = await plan('box-new', { highlight: 'rust: lines 2-3; release: line 2, allocator' })
    const [rust] = states
    const numbers = steps[1]?.lit.lines.map((line) => rust && shownNumber(rust, line))
    expect(numbers).toEqual([2, 3])
    expect(steps.at(-1)?.lit.lines).toHaveLength(2)
  })

  it('keeps what the page wants kept', async () => {
    const shims = async (request: object) => {
      const { states } = await plan('box-new', request)
      return states[2]?.rows.filter((row) => row.kind === 'instruction' && row.role === 'shim').length
    }
    expect(await shims({})).toBe(0)
    expect(await shims({ keep: 'release: shim' })).toBe(1)
  })

  it('shows two functions of one build, and two snippets', async () => {
    const recordings = [await recorded('vec-new'), await recorded('dyn-or-generic')]
    const show = 'vec-new/empty@release, dyn-or-generic/borrowed@clean, dyn-or-generic/boxed@release'
    const { states } = planAsm({ recordings, show })
    expect(states.map((state) => `${state.function} ${state.profile}`)).toEqual([
      'vec-new/empty release',
      'dyn-or-generic/borrowed clean',
      'dyn-or-generic/boxed release',
    ])
    const texts = states.map(({ rust }) => rust.flatMap(({ tokens }) => tokens.map(({ text }) => text)).join(''))
    expect(texts.map((text) => /fn (\w+)/.exec(text)?.[1])).toEqual(['empty', 'borrowed', 'boxed'])
  })

  it.each([
    [{ show: 'rust fast' }, /has no build "fast"; it has rust, debug, clean, release/],
    [{ function: 'mkae' }, /no listing of "mkae".*make/],
    [{ highlight: 'release: alocator' }, /"alocator" is neither a line nor a role/],
    [{ highlight: 'release: free' }, /no instruction is "free" in release; there is .*allocator/],
    [{ highlight: 'release: line 9' }, /line 9 is not shown; lines are 1 to 4/],
    [{ highlight: 'relaese: line 2' }, /"relaese" is not a state of show/],
    [{ highlight: 'release: open free' }, /no instruction is "free" in release/],
    [{ highlight: 'release: mark nowhere' }, /no line is marked "nowhere"/],
    [{ region: 'nowhere' }, /no region "nowhere"/],
    [{ show: 'other/make@release' }, /no recording "other"/],
    [{ show: ' ' }, /names no state/],
    [{ show: 'debug', keep: 'debug: lines 1-4' }, /assembly lines/],
  ])('refuses %j', async (request, message) => {
    await expect(plan('box-new', request)).rejects.toThrow(message)
  })

  it('is plain data: what reaches the page as JSON is what was planned', async () => {
    const scene = asmScene({
      recordings: [await recorded('box-new')],
      show: 'rust clean release',
      highlight: 'release: allocator',
    })
    expect(JSON.parse(JSON.stringify(scene))).toEqual(scene)
    expect(scene.flights).toHaveLength(2)
  })
})
