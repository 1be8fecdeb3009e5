/** From what gdb saw to the steps of each thread. */
import type { MemoryState, StoredStep } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { REGISTERS, type RawCall, type RawEvent, type RawFrame, type RawStop } from './events.ts'
import type { FrameRecord } from './frame-record.ts'
import type { StopKind } from './frames.ts'
import { returningValue } from './returns.ts'
import type { Camera, Process } from './snapshot.ts'
import { stepStore, type StepStore } from './store.ts'

/** Follows a run's events from stop to stop. */
export interface StepFollower {
  /** Takes over the next event. */
  take(event: RawEvent): void
  /** What there is when the last event was taken. */
  steps(): Steps
}

/** What following a run gives. */
export interface Steps {
  /** The steps of each thread, in order of creation. */
  threads: { steps: StoredStep[] }[]
  /** Steps were left out because the limit was reached. */
  truncated: boolean
}

type Happening = Pick<MemoryState, 'event' | 'message' | 'returning'>

/** The innermost frame of the snippet: its line and function. */
function whereOf(frames: RawFrame[], code: CodeMap): { line?: number; function?: string } {
  for (const [i, [pc]] of frames.entries()) {
    const at = i === 0 ? pc : pc - 1
    const fn = code.runningAt(at)
    const row = fn && code.rowAt(at)
    if (row) return { line: row.line, function: fn.name }
  }
  return {}
}

/** Messages of panics in the order in which the program's hook printed them. */
function panicMessages(stderr: string): string[] {
  const found = stderr.matchAll(/^thread '.*'(?: \([^)]*\))? panicked at .*:\d+:\d+:\n([^\n]*)/gm)
  return [...found].map((match) => match[1] ?? '')
}

/** What is said of threads that had not begun when the program ended. */
function leftBehind(count: number): string {
  const threads = count === 1 ? 'a thread' : `${count} threads`
  return `${threads} had not come to the program's code when main returned: nobody waited for the end`
}

/**
 * Follows the events of a run from its start. A stop becomes a step when its thread, frame, line or anything that
 * memory shows differs from the step before; events behind the end of `main` are left out.
 *
 * @param onStep Gets each step's whole state and the process's memory map then, as the kernel tells it.
 */
export function stepFollower(
  process: Process,
  camera: Camera,
  stepLimit: number,
  stderr: string,
  onStep: (state: MemoryState, maps: string) => void,
): StepFollower {
  const threads = new Map<number, StepStore>()
  /** Calls of the allocator that have not returned, by number. */
  const pending = new Map<number, RawCall>()
  const messages = panicMessages(stderr)
  let count = 0
  let truncated = false
  let mainFrame: number | undefined
  let ended = false

  function record(
    stop: RawStop,
    happening: (state: Omit<MemoryState, 'line' | 'function'>) => Happening,
    kind: StopKind,
  ) {
    const register = (name: string) => stop.registers[REGISTERS.indexOf(name)] ?? '0'
    const frames = process.frames.update({
      thread: stop.thread,
      frames: stop.frames,
      kind,
      registers: (name) => BigInt(`0x${register(name)}`),
    })
    const inner = frames.at(-1)
    mainFrame ??= frames[0]?.id
    if (!inner) return
    process.frames.onWay(stop.thread, (before) => {
      add(stop, before, camera.snapshot(stop.thread, stop.fs), () => ({}))
    })
    if (inner.jumps) return
    const returning = stop.event === 'return' && !process.optimised && inner.function.returns
    const shot = camera.snapshot(stop.thread, stop.fs, (context) =>
      returning
        ? returningValue(
            inner.function.name,
            returning,
            { rax: register('rax'), rdx: register('rdx'), xmm0: stop.xmm0, xmm1: stop.xmm1 },
            context,
          )
        : undefined,
    )
    add(stop, inner, shot, happening)
  }

  function add(
    stop: RawStop,
    inner: FrameRecord,
    shot: ReturnType<Camera['snapshot']>,
    happening: (state: Omit<MemoryState, 'line' | 'function'>) => Happening,
  ) {
    if (truncated) return
    const number = stop.thread - 1
    const state = { thread: number, ...shot }
    const whole: MemoryState = {
      thread: number,
      line: inner.row.line,
      function: inner.function.name,
      ...shot,
      ...happening(state),
    }
    let thread = threads.get(number)
    if (!thread) threads.set(number, (thread = stepStore()))
    const changes = thread.changesTo(whole)
    if (!changes) return
    if (count >= stepLimit) {
      truncated = true
      return
    }
    count += 1
    thread.push(whole, changes)
    onStep(whole, process.maps.text())
  }

  function called({ thread, kind, arguments: values, frames = [] }: RawCall, result?: number) {
    process.heap.apply({ thread, kind, arguments: values, result, ...whereOf(frames, process.code) })
  }

  function take(event: RawEvent): void {
    if (truncated) return
    if ('memory' in event) for (const [address, hex] of event.memory) process.memory.write(address, hex)
    switch (event.event) {
      case 'limit':
        if (event.what === 'steps') truncated = true
        break
      case 'maps':
        process.maps.update(event.text)
        break
      case 'call':
        if (event.kind !== 'dealloc') pending.set(event.call, event)
        else if (!ended) called(event)
        break
      case 'result': {
        const call = pending.get(event.call)
        pending.delete(event.call)
        if (call && !ended) called(call, event.value)
        break
      }
      case 'unwind':
        process.frames.unwinds(event.thread, event.frames)
        break
      case 'drop':
        process.frames.drops(event)
        break
      case 'line':
        if (!ended) record(event, () => ({}), 'line')
        break
      case 'return':
        if (ended) break
        record(event, () => ({ event: 'return' }), 'return')
        ended = process.frames.of(event.thread).at(-1)?.id === mainFrame
        break
      case 'left':
        if (event.threads.length > 0 && !ended) process.note(leftBehind(event.threads.length))
        break
      case 'panic': {
        const message = messages.shift()
        record(event, () => ({ event: 'panic', ...(message === undefined ? {} : { message }) }), 'other')
        break
      }
      case 'signal':
        record(event, () => ({ event: 'signal', message: event.signal }), 'other')
        break
      default:
        break
    }
  }

  return {
    take,
    steps() {
      const numbers = [...threads.keys()].sort((a, b) => a - b)
      return { threads: numbers.map((number) => ({ steps: threads.get(number)?.steps ?? [] })), truncated }
    },
  }
}
