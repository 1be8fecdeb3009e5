import { describe, expect, it } from 'vitest'
import type { HeapBlock, Local } from '../../recorder/trace-schema.ts'
import { captionOf } from '../../scene/stage/caption.ts'
import { captionsFor } from '../../scene/stage/captions-for.ts'
import { carriesBetween } from '../../scene/stage/carries.ts'
import { lineHere } from '../../scene/stage/code-window.ts'
import { countersAt } from '../../scene/stage/counters.ts'
import { keepUnchanged } from '../../scene/stage/keep-unchanged.ts'
import { sceneOf } from '../../scene/stage/layout.ts'
import { motionBetween, type Track } from '../../scene/stage/motion.ts'
import { movedInto } from '../../scene/stage/moved-into.ts'
import { planStage } from '../../scene/stage/plan.ts'
import { playOf } from '../../scene/stage/play.ts'
import { readAs } from '../../scene/stage/read-bytes.ts'
import { chooseSteps } from '../../scene/stage/steps.ts'
import { withPlaces } from '../../scene/stage/with-places.ts'
import { block, boxNew, frame, local, scalar, stateOf, struct } from '../support/stage-states.ts'

const source = { file: 'box-new.rs', marks: { made: 15, end: 22 }, text: '' }
const numbers = (steps: number[]) => steps.map((step) => step + 1)

describe('chooseSteps', () => {
  it('takes every step at which memory changed by default', () => {
    const still = [...boxNew.slice(0, 2), ...boxNew.slice(1)]
    expect(numbers(chooseSteps(still, undefined, source))).toEqual([1, 2, 4, 5, 6, 7])
  })

  it('reads numbers, ranges, lines, functions and marks', () => {
    expect(numbers(chooseSteps(boxNew, '2,4-5', source))).toEqual([2, 4, 5])
    expect(numbers(chooseSteps(boxNew, 'line:14', source))).toEqual([3])
    expect(numbers(chooseSteps(boxNew, 'in:make', source))).toEqual([2, 3, 4])
    expect(numbers(chooseSteps(boxNew, '#made', source))).toEqual([4])
    expect(numbers(chooseSteps(boxNew, '#made-#end', source))).toEqual([4, 5, 6])
  })

  it('takes steps away', () => {
    expect(numbers(chooseSteps(boxNew, 'all,!1-2', source))).toEqual([3, 4, 5, 6])
  })

  it('refuses what was not recorded', () => {
    expect(() => chooseSteps(boxNew, '#nowhere', source)).toThrow('box-new.rs: no step is "#nowhere"')
    expect(() => chooseSteps(boxNew, '7', source)).toThrow('6 steps')
  })

  it('names the marks that there are when one is missing', () => {
    expect(() => chooseSteps(boxNew, '!#mad', source)).toThrow('no step is "!#mad"; the snippet\'s marks are #made, #end')
    expect(() => chooseSteps(boxNew, '#made-#ende', source)).toThrow('the snippet\'s marks are #made, #end')
    expect(() => chooseSteps(boxNew, '#mad', { ...source, marks: {} })).toThrow('the snippet has no marks')
    expect(() => chooseSteps(boxNew, '#end-#made', source)).toThrow('the recording has 6 steps')
  })
})

describe('lineHere', () => {
  const lines = [3, 4, 5].map((number) => ({ number, tokens: [], gap: false }))
  const at = (line: number, callers: number[]) => stateOf(line, [...callers, line].map((one, i) => frame(i, 'f', '0x7fff0000', 16, [], one)))

  it('is the line that runs next, or the innermost of those shown that waits for it', () => {
    expect(lineHere(at(5, []), lines)).toBe(5)
    expect(lineHere(at(40, [3, 4]), lines)).toBe(4)
    expect(lineHere(at(40, [20]), lines)).toBe(40)
  })
})

describe('captionOf', () => {
  const said = boxNew.map((state, i) => captionOf(state, boxNew[i - 1], { ran: boxNew[i - 1]?.line }))

  it('says call, move to the heap, return and drop', () => {
    expect(said[1]).toBe('`main` called `make` with `n = 7`: a frame of 128 bytes below its own.')
    expect(said[3]).toBe('Line 14 asked the allocator for 16 bytes and moved the bytes of `point` there; `make` hands the address back in `rax`.')
    expect(said[4]).toBe('`make` returned to `main`: its frame of 128 bytes is gone; `boxed` now holds the address of its value on the heap.')
    expect(said[5]).toBe('`boxed` was dropped: its 16 bytes went back to the allocator.')
  })

  it('says when nobody in the picture holds the address of a new block yet', () => {
    const frames = [frame(1, 'main', '0x7fff0000', 64, [])]
    const asked = stateOf(4, frames, [block(1, '0x55550000', 8, 'i64')])
    expect(captionOf(asked, stateOf(3, frames), { ran: 3 })).toMatch(/asked the allocator for 8 bytes; no variable holds its address yet\.$/)
  })

  it('says into what a value was moved that is then in no recorded place', () => {
    const owner = (state: Local['state']) => ({ ...local(1, 'owner', 'String', '0x7fff0000', 24, struct('String', [])), state })
    const [live, moved] = (['live', 'moved'] as const).map((state) => stateOf(13, [{ ...frame(1, 'main', '0x7fff0000', 32, [owner(state)]), line: 13 }]))
    const drop = { source: { ...source, text: `${'\n'.repeat(12)}    drop(owner);` }, builds: {} }
    const options = { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true }
    const play = playOf(drop, 'debug', [live!, moved!], { steps: 'all' }, (states) => planStage(states, options))
    expect(play.at(1).caption).toBe('`owner` was moved into the call of `drop`.')
    expect(captionOf(moved!, live)).toBe('`owner` was moved away.')
  })

  it('takes a local that begins to live for the target of a move only where it holds the same', () => {
    const at = (id: number, name: string, n: string, state: Local['state']) => ({ ...local(id, name, 'Id', `0x7fff00${id}0`, 8, scalar(undefined, 0, n)), state })
    const before = stateOf(3, [frame(1, 'main', '0x7fff0000', 64, [at(1, 'old', '7', 'live')])])
    const after = (n: string) => stateOf(4, [frame(1, 'main', '0x7fff0000', 64, [at(1, 'old', '7', 'moved'), at(2, 'new', n, 'live')])])
    expect(captionOf(after('7'), before)).toBe('The 8 bytes of `old` were copied to `new`; `old` may no longer be used.')
    expect(captionOf(after('8'), before)).toBe('`old` was moved away; `new` is now `8`.')
  })

  it('drops the last declared first', () => {
    const at = (id: number, name: string, state: 'live' | 'dropped') => local(id, name, 'Box<i64>', `0x7fff00${id}0`, 8, scalar(undefined, 0, '1'), { state })
    const all = (state: 'live' | 'dropped') => [frame(1, 'main', '0x7fff0000', 64, [at(1, 'one', state), at(2, 'two', state), at(3, 'three', state)])]
    expect(captionOf(stateOf(4, all('dropped')), stateOf(3, all('live')))).toBe('`three`, `two` and `one` were dropped.')
  })

  it('says what realloc did', () => {
    const before = stateOf(3, [frame(1, 'main', '0x7fff0000', 32, [])], [block(0, '0x5000', 32, '[u64; 4]')])
    const grown = block(0, '0x6000', 64, '[u64; 8]', undefined, { reallocated: [{ oldSize: 32, newSize: 64, from: '0x5000', line: 21 }] })
    expect(captionOf({ ...before, blocks: [grown] }, before, { ran: 3 })).toBe(
      'Line 21 asked for more, and realloc grew the block from 32 to 64 bytes and carried its contents to a new address.',
    )
  })

  it('stays one sentence of at most two lines', () => {
    const many = Array.from({ length: 30 }, (_, i) => local(i, `a_long_name_${i}`, 'i64', `0x7fff0${100 + i * 8}`, 8, scalar(undefined, 0, '1')))
    const before = stateOf(3, [frame(1, 'main', '0x7fff0000', 4096, [])])
    const after = stateOf(4, [frame(1, 'main', '0x7fff0000', 4096, many)])
    expect(captionOf(after, before, { ran: 3 }).length).toBeLessThanOrEqual(181)
  })
})

describe('movedInto', () => {
  const into = (line: string, name: string) => movedInto(line, 1, name)

  it('reads calls, methods, constructors, closures and loops', () => {
    expect(into('    drop(owner);', 'owner')).toEqual({ call: 'drop' })
    expect(into('    black_box(boxed(square));', 'square')).toEqual({ call: 'boxed' })
    expect(into('    let list = cons((1, 2), rest); // rest', 'rest')).toEqual({ call: 'cons' })
    expect(into('    let box_ = Box::<[u8]>::new([first, name]);', 'name')).toEqual({ call: 'Box::new' })
    expect(into('    let text = name.len() + take(name);', 'name')).toEqual({ call: 'take' })
    expect(into('    let bytes = name.into_bytes();', 'name')).toEqual({ call: 'into_bytes' })
    expect(into('    let some = Some(name);', 'name')).toEqual({ wrapper: 'Some' })
    expect(into('    let join = spawn(move || name.len());', 'name')).toBe('closure')
    expect(into('    for item in names {', 'names')).toBe('loop')
  })

  it('tells a function’s result from another block’s value', () => {
    const body = (inner: string[]) => ['fn one() -> Vec<u64> {', ...inner, '}'].join('\n')
    expect(movedInto(body(['    let numbers = Vec::new();', '    numbers']), 3, 'numbers')).toBe('result')
    expect(movedInto(body(['    return numbers;']), 2, 'numbers')).toBe('result')
    expect(movedInto(body(['    let b = {', '        numbers', '    };', '    b']), 3, 'numbers')).toBeUndefined()
  })

  it('says nothing where the line does not', () => {
    expect(into('    let point = Point {', 'name')).toBeUndefined()
    expect(into('    take(&name, "name");', 'name')).toBeUndefined()
    expect(into('    let held = Held { name };', 'name')).toBeUndefined()
  })
})

describe('captionsFor', () => {
  const shown = [0, 3, 4]
  const given = (captions: Record<string, string>) => [...captionsFor(captions, boxNew, shown, source)]

  it('gives a page’s sentences to the shown steps that a term names', () => {
    expect(given({ '#made': 'Made.', '5-6': 'Last.' })).toEqual([[3, 'Made.'], [4, 'Last.']])
  })

  it('refuses a sentence for a step that is not shown, and none for one that is', () => {
    expect(() => given({ '2': 'Unseen.' })).toThrow('box-new.rs: a caption is given to "2", which is not shown')
    expect(() => given({ '#gone': 'Unseen.' })).toThrow('no step is "#gone"')
    expect(() => given({ '#made': 'One.', '3-4': 'Two.' })).toThrow('step 4 has two captions')
    expect(() => given({ '4': ' ' })).toThrow('the caption of "4" is empty')
  })

  it('replaces what a step of the stage says, and of no other', () => {
    const options = { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true }
    const play = (captions?: Record<string, string>) =>
      playOf({ source, builds: {} }, 'debug', boxNew, { steps: 'all', captions }, (states) => planStage(states, options))
    const [plain, replaced] = [play(), play({ '#made': 'The `point` moves.' })]
    expect(replaced.at(3).caption).toBe('The `point` moves.')
    expect(replaced.at(2).caption).toBe(plain.at(2).caption)
  })
})

describe('withPlaces', () => {
  it('shows a local’s place before its scope begins', () => {
    const early = stateOf(1, [frame(1, 'main', '0x7fff0000', 32, [])])
    const late = stateOf(2, [frame(1, 'main', '0x7fff0000', 32, [local(5, 'x', 'i64', '0x7fff0008', 8, scalar(undefined, 0, '1'))])])
    const [first] = withPlaces([early, late])
    expect(first?.frames[0]?.locals).toMatchObject([{ name: 'x', state: 'uninitialised', value: undefined }])
  })

  it('does not show two locals in the same bytes', () => {
    const with1 = (id: number) => frame(1, 'main', '0x7fff0000', 32, [local(id, `x${id}`, 'i64', '0x7fff0008', 8, scalar(undefined, 0, '1'))])
    const [first] = withPlaces([stateOf(1, [with1(1)]), stateOf(2, [with1(2)])])
    expect(first?.frames[0]?.locals.map((one) => one.name)).toEqual(['x1'])
  })
})

describe('readAs', () => {
  const shape = struct('P', [scalar('a', 0, '0', 'i32', 4), scalar('b', 4, '0', 'u16', 2), { offset: 6, size: 2, kind: 'padding' }])

  it('reads little-endian integers at their offsets', () => {
    expect(readAs(shape, 'fe ff ff ff 01 02 00 00')?.fields?.map((field) => field.text)).toEqual(['-2', '513', undefined])
  })

  it('gives nothing where bytes are missing', () => {
    expect(readAs(shape, 'fe ff')).toBeUndefined()
  })
})

describe('countersAt', () => {
  it('counts calls, frees and live bytes up to a step', () => {
    const call = (kind: 'alloc' | 'dealloc' | 'realloc', size: number, oldSize?: number) => ({ kind, size, align: 8, address: '0x1', oldSize, thread: 0 })
    const log = [call('alloc', 32), call('realloc', 64, 32), call('dealloc', 64)]
    expect([0, 1, 2, 3].map((happened) => countersAt(log, happened))).toEqual([
      { calls: 0, frees: 0, live: 0 },
      { calls: 1, frees: 0, live: 32 },
      { calls: 2, frees: 0, live: 64 },
      { calls: 2, frees: 1, live: 0 },
    ])
  })
})

describe('motionBetween', () => {
  const plan = planStage(boxNew, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
  const scenes = boxNew.map((state, i) => sceneOf(plan, state, boxNew[i - 1]))
  const moves = (i: number, forward: boolean) => {
    const [earlier, later] = [scenes[i], scenes[i + 1]]
    const [before, after] = [boxNew[i], boxNew[i + 1]]
    if (!earlier || !later || !before || !after) throw new Error(`no step ${i}`)
    return motionBetween(earlier, later, carriesBetween(before, after), forward)
  }

  it('plays backward what it played forward', () => {
    for (let i = 0; i + 1 < scenes.length; i++) {
      const forward = moves(i, true).tracks.filter((track) => track.part !== 'outline')
      const backward = moves(i, false).tracks
      for (const track of forward) {
        const inverse = backward.find((one) => one.id === track.id && one.part === track.part)
        expect(inverse, `${track.part} ${track.id}`).toBeDefined()
        if (track.looks[0].opacity !== undefined) expect(inverse?.looks).toEqual(track.looks.toReversed())
      }
    }
  })

  it('slides a called frame in from below and a returned one out', () => {
    const call = moves(0, true).tracks.find((track) => track.id === 'f2' && track.part === 'box')
    expect(call).toMatchObject({ layer: 'stays', looks: [{ transform: 'translateY(60px)', opacity: 0 }, { transform: 'none', opacity: 1 }] })
    const back = moves(3, true)
    expect(back.ghosts.boxes.map((box) => box.id)).toEqual(['f2'])
    expect(back.tracks.find((track) => track.id === 'f2')?.layer).toBe('goes')
  })

  it('grows an allocated block’s outline, and takes a freed one away', () => {
    const outline = (forward: boolean) => moves(2, forward).tracks.find((track) => track.id === 'b0' && track.part === 'outline')
    const height = `${scenes[3]?.boxes.find((box) => box.id === 'b0')?.box.height}px`
    expect(outline(true)).toMatchObject({ layer: 'stays', looks: [{ height: '0px' }, { height }] })
    expect(outline(false)).toMatchObject({ layer: 'goes', looks: [{ height }, { height: '0px' }] })
  })

  it('carries a moved value to its new place', () => {
    const [value] = moves(2, true).carried
    const target = scenes[3]?.cells.find((cell) => cell.id === 'b0@0')
    expect(value?.to.x).toBe(target?.box.x)
    expect(value?.from.x).toBe(scenes[2]?.cells.find((cell) => cell.id === 'f2/l2')?.box.x)
  })

  it('ends within 450 ms', () => {
    for (let i = 0; i + 1 < scenes.length; i++) {
      for (const track of [...moves(i, true).tracks, ...moves(i, false).tracks]) {
        expect(track.delay + track.duration).toBeLessThanOrEqual(450)
      }
    }
  })
})

describe('motionBetween, when realloc changes a block', () => {
  const numbersOf = (count: number) => ({
    ...struct('[u64]', Array.from({ length: count }, (_, i) => scalar(`${i}`, i * 8, `${i}`, 'u64'))),
    kind: 'array' as const,
  })
  const main = frame(1, 'main', '0x7fff0000', 32, [])
  const at = (address: string, count: number, reallocated?: HeapBlock['reallocated']) =>
    stateOf(3, [main], [block(0, address, count * 8, '[u64]', numbersOf(count), { reallocated })])
  const first = { oldSize: 16, newSize: 24, from: '0x5000' }
  const states = [at('0x5000', 2), at('0x6000', 3, [first]), at('0x6000', 4, [first, { oldSize: 24, newSize: 32 }])]
  const plan = planStage(states, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
  const scenes = states.map((state, i) => sceneOf(plan, state, states[i - 1]))
  const block0 = (i: number) => scenes[i]?.boxes.find((box) => box.id === 'b0')?.box ?? { x: 0, y: 0, width: 0, height: 0 }
  const tracks = (i: number, forward: boolean) => {
    const [earlier, later] = [scenes[i], scenes[i + 1]]
    if (!earlier || !later) throw new Error(`no step ${i}`)
    return motionBetween(earlier, later, [], forward).tracks.filter((track) => track.id.startsWith('b0'))
  }
  const isCarried = (track: Track) => track.looks[0].transform?.startsWith('translate(') ?? false

  it('carries block and contents to another place when the address changed, there and back', () => {
    const by = block0(1).y - block0(0).y
    expect(by).toBeGreaterThan(30)
    for (const [forward, way] of [[true, -by], [false, by]] as const) {
      const carried = tracks(0, forward).filter(isCarried)
      expect(carried.map((track) => `${track.part} ${track.id}`)).toEqual(['box b0', 'cell b0@0', 'cell b0@8'])
      for (const { looks } of carried) expect(looks).toEqual([{ transform: `translate(0px, ${way}px)` }, { transform: 'none' }])
    }
  })

  it('stretches the block where it is when it grew in place, there and back', () => {
    expect(block0(2)).toMatchObject({ x: block0(1).x, y: block0(1).y })
    for (const [forward, from, to] of [[true, 1, 2], [false, 2, 1]] as const) {
      const moved = tracks(1, forward)
      expect(moved.filter(isCarried)).toEqual([])
      const stretched = moved.find((track) => track.part === 'outline')
      expect(stretched?.looks).toEqual([{ height: `${block0(from).height}px` }, { height: `${block0(to).height}px` }])
    }
  })
})

describe('keepUnchanged', () => {
  it('takes equal parts from the other picture and changes nothing in this one', () => {
    const plan = planStage(boxNew, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
    const [one, two] = [1, 2].map((i) => sceneOf(plan, boxNew[i] ?? stateOf(1, []), boxNew[i - 1]))
    if (!one || !two) throw new Error('no pictures')
    const kept = keepUnchanged(two, one)
    expect(kept).toEqual(two)
    expect(kept.cells.find((cell) => cell.id === 'f2/return')).toBe(one.cells.find((cell) => cell.id === 'f2/return'))
    expect(kept.cells.find((cell) => cell.id === 'f2/l2@0')).not.toBe(one.cells.find((cell) => cell.id === 'f2/l2@0'))
  })
})
