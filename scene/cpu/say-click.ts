import { shortPath } from '../rust-to-asm/asm-text.ts'
import type { InstructionRow } from '../rust-to-asm/rows.ts'
import type { Value } from '../rust-to-asm/track.ts'
import { gutterAddress } from '../stage/address.ts'
import { bytesInWords, listed } from '../stage/text.ts'
import { effectsOf, type Effects } from './click-effects.ts'
import { shownRow, stateAt, type CpuPlay } from './play-cpu.ts'
import type { CpuState } from './replay-run.ts'
import { wordText } from './word-text.ts'

/** One sentence that says what a click's instruction did, with the recorded values. */
export function sayClick(play: CpuPlay, click: number): string {
  if (click === 0) return sayStart(play)
  const ran = shownRow(play, click)
  const chosen = play.clicks[click - 1]
  if (!ran || !chosen) throw new Error(`${play.run.function}: click ${click} of ${play.clicks.length}`)
  const before = stateAt(play, click - 1).state
  const { state } = stateAt(play, click)
  const effects = effectsOf(play, click)
  const told: Told = {
    play,
    row: ran.row,
    before,
    state,
    effects,
    skipped: chosen.last - chosen.shown,
    next: chosen.last + 1,
  }
  const verb = ran.row.mnemonic
  const said = (SAID[verb] ?? (verb.startsWith('j') ? jumped : anyOther))(told)
  return `${said}.`
}

type Told = {
  play: CpuPlay
  row: InstructionRow
  before: CpuState
  state: CpuState
  effects: Effects
  /** Instructions of a called function that ran with this click. */
  skipped: number
  /** Place in the run of what runs next. */
  next: number
}

function sayStart(play: CpuPlay): string {
  const { state } = stateAt(play, 0)
  const name = play.run.steps[play.clicks[0]?.shown ?? 0]?.function ?? play.run.function
  if ((play.clicks[0]?.first ?? 0) > 0) return `${name} is running: rsp is …${state.rsp.toString(16).slice(-4)}.`
  const held = play.functions.get(name)?.tracked[0]?.registers ?? new Map<string, Value>()
  const inRegisters = [...held].flatMap(([register, value]) => {
    if (value.is !== 'argument' || value.word !== 'value') return []
    return [`${value.name}, ${valueOf(state.registers.get(register), play, state)}, is in ${register}`]
  })
  return `The caller has called ${name}: ${listed([...inRegisters, 'rsp points at the return address'])}.`
}

const SAID: Readonly<Record<string, (told: Told) => string>> = {
  push: (told) => {
    const [word] = touched(told, 'write')
    const what = told.row.pieces[0]?.text ?? ''
    const value = word === undefined ? '' : `, ${valueOf(told.state.words.get(word), told.play, told.state)},`
    return `push moved rsp ${movedBy(told)} and stored ${what}${value} there${meaning(told.row)}`
  },
  pop: (told) => {
    const [word] = touched(told, 'read')
    const from = word === undefined ? 'the stack' : gutterAddress(word)
    const into = told.row.pieces[0]?.text ?? ''
    return `pop read ${from} into ${into} and moved rsp ${movedBy(told)}${meaning(told.row)}; the word below rsp is free now`
  },
  call: (told) => {
    const target = shortPath(told.row.pieces[0]?.text ?? '')
    if (told.state.rsp >= told.before.rsp) {
      const result = told.effects.changed.has('rax')
        ? `; rax is ${valueOf(told.state.registers.get('rax'), told.play, told.state)} now`
        : ''
      return `call ran ${target}, which came back${result}`
    }
    return `call moved rsp ${movedBy(told)}, stored the address of its next instruction there and went to ${target}`
  },
  ret: (told) => {
    const to = told.play.run.steps[told.next]?.function ?? 'the caller'
    return `ret took the return address from the stack, moved rsp ${movedBy(told)} and went back to ${to}`
  },
}

function jumped(told: Told): string {
  const next = told.play.run.steps[told.next]
  const went = next && next.index !== told.row.index + 1
  return `${told.row.text}: ${told.row.explanation.text}; it ${went ? 'did' : 'did not'}`
}

function anyOther(told: Told): string {
  const { row, effects, state, before, play } = told
  const clauses: string[] = []
  if (state.rsp !== before.rsp) clauses.push(`moved rsp ${movedBy(told)}`)
  const written = touched(told, 'write')
  if (written.length > 0) {
    const value = written.length === 1 ? ` ${valueOf(state.words.get(written[0] ?? 0), play, state)}` : ''
    clauses.push(`stored${value} at ${listed(written.map(gutterAddress))}`)
  }
  for (const { from, to, value } of effects.carries) {
    if (!('register' in to)) continue
    const source = 'register' in from ? from.register : gutterAddress(from.word)
    clauses.push(`copied ${valueOf(value, play, state)} from ${source} into ${to.register}`)
  }
  const carried = new Set(effects.carries.flatMap(({ to }) => ('register' in to ? [to.register] : [])))
  const made = [...effects.changed].filter((name) => name !== 'rsp' && !carried.has(name))
  if (made.length > 0)
    clauses.push(`made ${listed(made.map((name) => `${name} ${valueOf(state.registers.get(name), play, state)}`))}`)
  if (clauses.length === 0)
    return `${row.text}${row.explanation.text ? `: ${row.explanation.text}` : ' changed no register and no word of the stack'}`
  return `${row.mnemonic} ${listed(clauses)}${meaning(row)}`
}

function meaning(row: InstructionRow): string {
  return row.explanation.text ? `: ${row.explanation.text}` : ''
}

function movedBy({ before, state }: Told): string {
  const bytes = state.rsp - before.rsp
  return `${bytes < 0 ? 'down' : 'up'} ${bytesInWords(Math.abs(bytes))}`
}

function touched({ effects }: Told, access: 'read' | 'write'): number[] {
  return [...effects.touched].filter(([, kind]) => kind === access).map(([word]) => word)
}

function valueOf(value: bigint | undefined, play: CpuPlay, state: CpuState): string {
  return value === undefined ? 'a value' : wordText(value, state.rsp, play.build.run).text
}
