import { describe, expect, it } from 'vitest'
import { chooseInstructions } from '../../scene/cpu/choose-instructions.ts'
import { effectsOf } from '../../scene/cpu/click-effects.ts'
import { playCpu, stateAt, type CpuPlay } from '../../scene/cpu/play-cpu.ts'
import { sayClick } from '../../scene/cpu/say-click.ts'
import { ownerOf } from '../../scene/cpu/word-names.ts'
import { wordText } from '../../scene/cpu/word-text.ts'
import { ENTRY, leafRun, pushRun } from '../support/push-run.ts'

const inside = playCpu({ recording: pushRun(true), build: 'release' })
const stepped = playCpu({ recording: pushRun(false), build: 'release' })

const register = (play: CpuPlay, click: number, name: string) => stateAt(play, click).state.registers.get(name)
const word = (play: CpuPlay, click: number, address: number) => stateAt(play, click).state.words.get(address)
const named = (play: CpuPlay, click: number, address: number) => stateAt(play, click).names.names.get(address)?.text

describe('replaying a run', () => {
  it('has the state before the first instruction and one after each', () => {
    expect(inside.clicks).toHaveLength(9)
    expect(stateAt(inside, 0).state.rsp).toBe(ENTRY)
    expect([1, 3, 6, 8, 9].map((click) => stateAt(inside, click).state.rsp)).toEqual([
      ENTRY - 8,
      ENTRY - 16,
      ENTRY - 8,
      ENTRY,
      ENTRY + 8,
    ])
    expect([2, 4, 5, 7].map((click) => register(inside, click, 'rax'))).toEqual([BigInt(ENTRY + 8), 28n, 14n, 42n])
  })

  it('keeps the bytes of words that are free again', () => {
    expect(word(inside, 9, ENTRY - 8)).toBe(5n)
    expect(ownerOf(ENTRY - 8, stateAt(inside, 9).state.rsp, stateAt(inside, 9).names.frames)).toBe('free')
  })

  it('writes part of a word without touching the rest', () => {
    const leaf = playCpu({ recording: leafRun(), build: 'release' })
    expect(word(leaf, 1, ENTRY - 8)).toBe(7n)
    expect(word(leaf, 1, ENTRY - 16)).toBe(0n)
  })
})

describe('names of words', () => {
  it('knows the return address on entry, saved registers and later return addresses', () => {
    expect(named(inside, 0, ENTRY)).toBe('return to caller')
    expect(named(inside, 0, ENTRY - 8)).toBeUndefined()
    expect(named(inside, 1, ENTRY - 8)).toBe('caller’s rbx')
    expect(named(inside, 3, ENTRY - 16)).toBe('return to one_and_a_half')
  })

  it('gives words to the function that is running', () => {
    const { state, names } = stateAt(inside, 4)
    expect(
      [ENTRY + 8, ENTRY - 8, ENTRY - 16, ENTRY - 24].map((address) => ownerOf(address, state.rsp, names.frames)),
    ).toEqual(['caller', 'one_and_a_half', 'half', 'free'])
    expect(stateAt(inside, 6).names.frames.map((frame) => frame.function)).toEqual(['one_and_a_half'])
  })

  it('counts what a leaf writes below rsp as its own until it returns', () => {
    const leaf = playCpu({ recording: leafRun(), build: 'release' })
    const owner = (click: number) =>
      ownerOf(ENTRY - 8, stateAt(leaf, click).state.rsp, stateAt(leaf, click).names.frames)
    expect([owner(0), owner(1), owner(2), owner(3)]).toEqual(['free', 'leaf', 'leaf', 'free'])
  })
})

describe('what a click did', () => {
  it('carries a pushed register to its word, and a popped word to its register', () => {
    expect(effectsOf(inside, 1).carries).toEqual([{ from: { register: 'rbx' }, to: { word: ENTRY - 8 }, value: 5n }])
    expect(effectsOf(inside, 8).carries).toEqual([{ from: { word: ENTRY - 8 }, to: { register: 'rbx' }, value: 5n }])
    expect(effectsOf(inside, 2).carries).toEqual([{ from: { register: 'rdi' }, to: { register: 'rbx' }, value: 28n }])
  })

  it('marks what was written and read, and what changed', () => {
    expect([...effectsOf(inside, 3).touched]).toEqual([[ENTRY - 16, 'write']])
    expect([...effectsOf(inside, 6).touched]).toEqual([[ENTRY - 16, 'read']])
    expect([...effectsOf(inside, 7).changed]).toEqual(['rax'])
    expect(effectsOf(inside, 7).carries).toEqual([])
  })
})

describe('sentences', () => {
  it('say what happened, with the recorded values', () => {
    expect(sayClick(inside, 0)).toBe(
      'The caller has called one_and_a_half: n, 28, is in rdi and rsp points at the return address.',
    )
    expect(sayClick(inside, 1)).toMatch(
      /^push moved rsp down 8 bytes and stored rbx, 5, there: saves the caller’s rbx\.$/,
    )
    expect(sayClick(inside, 3)).toBe(
      'call moved rsp down 8 bytes, stored the address of its next instruction there and went to half.',
    )
    expect(sayClick(inside, 6)).toBe(
      'ret took the return address from the stack, moved rsp up 8 bytes and went back to one_and_a_half.',
    )
    expect(sayClick(inside, 7)).toMatch(/^add made rax 42/)
    expect(sayClick(inside, 8)).toMatch(/^pop read …ead0 into rbx and moved rsp up 8 bytes/)
    expect(sayClick(inside, 9)).toMatch(/went back to the caller\.$/)
  })

  it('say that a function came back whose instructions were not recorded', () => {
    expect(stepped.clicks).toHaveLength(6)
    expect(sayClick(stepped, 3)).toBe('call ran half, which came back; rax is 14 now.')
    expect(stateAt(stepped, 3).names.frames.map((frame) => frame.function)).toEqual(['one_and_a_half'])
  })
})

describe('choosing instructions', () => {
  it('runs what is left out of a called function with its call', () => {
    const play = playCpu({ recording: pushRun(true), build: 'release', steps: 'in:one_and_a_half' })
    expect(play.clicks).toHaveLength(6)
    expect(register(play, 3, 'rax')).toBe(14n)
    expect(stateAt(play, 3).state.rsp).toBe(ENTRY - 8)
    expect(sayClick(play, 3)).toBe('call ran half, which came back; rax is 14 now.')
  })

  it('plays ranges, and leaves out what is taken away', () => {
    const { run } = inside
    expect(chooseInstructions(run, '1-2, 8').map(({ shown }) => shown)).toEqual([0, 1, 7])
    expect(chooseInstructions(run, 'all, !4-6').map(({ shown }) => shown)).toEqual([0, 1, 2, 6, 7, 8])
    expect(() => chooseInstructions(run, 'in:main')).toThrow('no instruction is "in:main" in the run of one_and_a_half')
  })

  it('refuses a build, function or run that is not recorded, naming what is', () => {
    const recording = pushRun(true)
    expect(() => playCpu({ recording, build: 'debug' })).toThrow('no build "debug"; it has release')
    expect(() => playCpu({ recording, build: 'release', function: 'half' })).toThrow('it has one_and_a_half')
  })
})

describe('writing a word', () => {
  const run = pushRun(true).builds['release']?.run

  it('tells numbers, addresses of the stack and of code apart', () => {
    expect(wordText(28n, ENTRY, run)).toEqual({ text: '28' })
    expect(wordText(BigInt(ENTRY - 8), ENTRY, run)).toEqual({ text: '…ead0', region: 'stack' })
    expect(wordText(0x555555567915n, ENTRY, run, true)).toEqual({ text: '…67915', region: 'static' })
    expect(wordText(0xffffffffn, ENTRY, run)).toEqual({ text: '0xffffffff' })
  })

  it('knows an address that the allocator gave', () => {
    const call = { kind: 'alloc', size: 16, align: 8, address: '0x5555555aaae0', thread: 0 } as const
    const heap = run && { ...run, calls: [call] }
    expect(wordText(0x5555555aaae8n, ENTRY, heap).region).toBe('heap')
    expect(wordText(0x5555555aaaf0n, ENTRY, heap).region).toBeUndefined()
  })
})
