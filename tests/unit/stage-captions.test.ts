import { describe, expect, it } from 'vitest'
import type { Local } from '../../recorder/trace-schema.ts'
import { captionOf } from '../../scene/stage/caption.ts'
import { captionsFor } from '../../scene/stage/captions-for.ts'
import { movedInto } from '../../scene/stage/moved-into.ts'
import { planStage } from '../../scene/stage/plan.ts'
import { playOf } from '../../scene/stage/play.ts'
import { block, boxNew, frame, local, scalar, stateOf, struct } from '../support/stage-states.ts'

const source = { file: 'box-new.rs', marks: { made: 15, end: 22 }, text: '' }

describe('captionOf', () => {
  const said = boxNew.map((state, i) => captionOf(state, boxNew[i - 1], { ran: boxNew[i - 1]?.line }))

  it('says call, move to the heap, return and drop', () => {
    expect(said[1]).toBe('`main` called `make` with `n = 7`: a frame of 128 bytes below its own.')
    expect(said[3]).toBe(
      'Line 14 allocated 16 bytes and moved the bytes of `point` there; `make` hands the address back in `rax`.',
    )
    expect(said[4]).toBe(
      '`make` returned to `main`: its frame of 128 bytes is gone; `boxed` now holds the address of its value on the heap.',
    )
    expect(said[5]).toBe('`boxed` was dropped: its 16 bytes went back to the allocator.')
  })

  it('says of an inlined function that it has no frame', () => {
    const main = frame(1, 'main', '0x7fff0000', 64, [])
    const inlined = { ...frame(2, 'twice', '0x7fff0000', 0, []), inlined: true as const }
    const called = captionOf(stateOf(4, [main, inlined]), stateOf(3, [main]), { ran: 3 })
    expect(called).toBe('`main` called `twice`: it is inlined, its variables lie in the frame around it.')
    expect(captionOf(stateOf(4, [main]), stateOf(3, [main, inlined]), { ran: 3 })).toBe('`twice` returned to `main`.')
  })

  it('says when nobody in the picture holds the address of a new block yet', () => {
    const frames = [frame(1, 'main', '0x7fff0000', 64, [])]
    const allocated = stateOf(4, frames, [block(1, '0x55550000', 8, 'i64')])
    expect(captionOf(allocated, stateOf(3, frames), { ran: 3 })).toMatch(
      /allocated 8 bytes; no variable holds its address yet\.$/,
    )
  })

  it('says into what a value was moved that is then in no recorded place', () => {
    const owner = (state: Local['state']) => ({
      ...local(1, 'owner', 'String', '0x7fff0000', 24, struct('String', [])),
      state,
    })
    const [live, moved] = (['live', 'moved'] as const).map((state) =>
      stateOf(13, [{ ...frame(1, 'main', '0x7fff0000', 32, [owner(state)]), line: 13 }]),
    )
    const drop = { source: { ...source, text: `${'\n'.repeat(12)}    drop(owner);` }, builds: {} }
    const options = { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true }
    const play = playOf(drop, 'debug', [live!, moved!], { steps: 'all' }, (states) => planStage(states, options))
    expect(play.at(1).caption).toBe('`owner` was moved into the call of `drop`.')
    expect(captionOf(moved!, live)).toBe('`owner` was moved away.')
  })

  it('takes a local that begins to live for the target of a move only where it holds the same', () => {
    const at = (id: number, name: string, n: string, state: Local['state']) => ({
      ...local(id, name, 'Id', `0x7fff00${id}0`, 8, scalar(undefined, 0, n)),
      state,
    })
    const before = stateOf(3, [frame(1, 'main', '0x7fff0000', 64, [at(1, 'old', '7', 'live')])])
    const after = (n: string) =>
      stateOf(4, [frame(1, 'main', '0x7fff0000', 64, [at(1, 'old', '7', 'moved'), at(2, 'new', n, 'live')])])
    expect(captionOf(after('7'), before)).toBe(
      'The 8 bytes of `old` were copied to `new`; `old` may no longer be used.',
    )
    expect(captionOf(after('8'), before)).toBe('`old` was moved away; `new` is now `8`.')
  })

  it('drops the last declared first', () => {
    const at = (id: number, name: string, state: 'live' | 'dropped') =>
      local(id, name, 'Box<i64>', `0x7fff00${id}0`, 8, scalar(undefined, 0, '1'), { state })
    const all = (state: 'live' | 'dropped') => [
      frame(1, 'main', '0x7fff0000', 64, [at(1, 'one', state), at(2, 'two', state), at(3, 'three', state)]),
    ]
    expect(captionOf(stateOf(4, all('dropped')), stateOf(3, all('live')))).toBe(
      '`three`, `two` and `one` were dropped.',
    )
  })

  it('says what realloc did', () => {
    const before = stateOf(3, [frame(1, 'main', '0x7fff0000', 32, [])], [block(0, '0x5000', 32, '[u64; 4]')])
    const grown = block(0, '0x6000', 64, '[u64; 8]', undefined, {
      reallocated: [{ oldSize: 32, newSize: 64, from: '0x5000', line: 21 }],
    })
    expect(captionOf({ ...before, blocks: [grown] }, before, { ran: 3 })).toBe(
      'Line 21 called realloc, which grew the block from 32 to 64 bytes and carried its contents to a new address.',
    )
  })

  it('stays one sentence of at most two lines', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      local(i, `a_long_name_${i}`, 'i64', `0x7fff0${100 + i * 8}`, 8, scalar(undefined, 0, '1')),
    )
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
    expect(given({ '#made': 'Made.', 'line:21': 'Last.' })).toEqual([
      [3, 'Made.'],
      [4, 'Last.'],
    ])
  })

  it('refuses a sentence for a step that is not shown, and none for one that is', () => {
    expect(() => given({ 'line:13': 'Unseen.' })).toThrow(
      'box-new.rs: a caption is given to "line:13", which is not shown',
    )
    expect(() => given({ '#gone': 'Unseen.' })).toThrow('no step is "#gone"')
    expect(() => given({ '#made': 'One.', 'return:make': 'Two.' })).toThrow('step 4 has two captions')
    expect(() => given({ '#made': ' ' })).toThrow('the caption of "#made" is empty')
  })

  it('refuses a step’s bare number, which means another step when the program is recorded again', () => {
    for (const term of ['4', '3-5', '#made,!4'])
      expect(() => given({ [term]: 'One.' })).toThrow(`a caption is given to step "${term}", a number`)
  })

  it('takes a number among the types of a function for a part of its name', () => {
    const name = 'filled::<u8, 4>'
    const states = [{ ...boxNew[0]!, function: name }]
    expect([...captionsFor({ [`in:${name}`]: 'Filled.' }, states, [0], source)]).toEqual([[0, 'Filled.']])
  })

  it('replaces what a step of the stage says, and of no other', () => {
    const options = { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true }
    const play = (captions?: Record<string, string>) =>
      playOf({ source, builds: {} }, 'debug', boxNew, { steps: 'all', captions }, (states) =>
        planStage(states, options),
      )
    const [plain, replaced] = [play(), play({ '#made': 'The `point` moves.' })]
    expect(replaced.at(3).caption).toBe('The `point` moves.')
    expect(replaced.at(2).caption).toBe(plain.at(2).caption)
  })
})
