import { describe, expect, test } from 'vitest'
import { countCalls } from '../../recorder/allocator-log.ts'
import { checkClaims, claimsOf } from '../../recorder/claims.ts'
import { compareRecordings, formatDifference } from '../../recorder/compare.ts'
import { diagnostics } from '../../recorder/compile.ts'
import { withoutThreadIds } from '../../recorder/debugger.ts'
import { readDirectives } from '../../recorder/directives.ts'
import { formatJson } from '../../recorder/format-json.ts'
import type { RawEvent } from '../../recorder/memory/events.ts'
import { type Recording, type Region } from '../../recorder/schema.ts'
import { parseVersion } from '../../recorder/toolchain.ts'
import { OWN, chainOf, followedLog } from '../support/followed-log.ts'

const call = (
  number: number,
  kind: 'alloc' | 'alloc_zeroed' | 'realloc' | 'dealloc',
  values: number[],
  thread = 1,
): RawEvent => ({ event: 'call', call: number, kind, thread, arguments: values, chain: 0 })
const back = (number: number, value: number): RawEvent => ({ event: 'result', call: number, value })

const events: RawEvent[] = [
  { event: 'maps', text: '' },
  { event: 'entered' },
  chainOf(0, 2, OWN),
  call(1, 'alloc', [32, 8]),
  back(1, 0x1000),
  call(2, 'alloc_zeroed', [7, 1], 2),
  call(3, 'realloc', [0x1000, 32, 8, 64]),
  back(3, 0x2000),
  back(2, 0x3000),
  call(4, 'dealloc', [0x2000, 64, 8]),
  { event: 'end', code: null, signal: 6 },
]
const log = followedLog(events)

describe('the log of the allocator', () => {
  test('gives each call its arguments and its own result, thread by thread', () => {
    const common = { line: 9, function: 'grow' }
    expect(log.calls()).toEqual([
      { kind: 'alloc', size: 32, align: 8, address: '0x1000', thread: 0, ...common },
      {
        ...{ kind: 'realloc', size: 64, align: 8, address: '0x2000', thread: 0, ...common },
        ...{ oldSize: 32, oldAddress: '0x1000' },
      },
      { kind: 'dealloc', size: 64, align: 8, address: '0x2000', thread: 0, ...common },
      { kind: 'alloc_zeroed', size: 7, align: 1, address: '0x3000', thread: 1, ...common },
    ])
  })

  test('gives counts, bytes asked for and the peak', () => {
    expect(countCalls(log.calls())).toEqual({
      ...{ alloc: 1, allocZeroed: 1, realloc: 1, dealloc: 1, bytes: 32 + 64 + 7, peak: 64 },
    })
  })

  test('gives the ending', () => {
    expect(log.ending).toEqual({ kind: 'signal', signal: 'SIGABRT' })
    expect(followedLog([{ event: 'end', code: 101, signal: null }]).ending).toEqual({ kind: 'exit', code: 101 })
    expect(followedLog([{ event: 'entered' }]).ending).toBeUndefined()
  })

  test('keeps the first calls of a run with more than are wanted, and says that it ended by that', () => {
    const short = followedLog(events, 2)
    expect(short.calls().map(({ address }) => address)).toEqual(['0x1000', '0x3000'])
    expect(short.ending).toEqual({ kind: 'limit', what: 'calls', limit: 2 })
  })
})

/** A recording of a program with one debug run of `log`'s calls. */
function recorded(head: string, code = 0): Recording {
  const ending = { kind: 'exit', code } as const
  const text = `//! T\n${head}\nfn main() {}\n`
  const calls = log.calls()
  const directives = readDirectives(text, 'snippets/x.rs', { builds: ['debug'], steps: [] })
  return {
    schema: 2,
    name: 'x',
    title: 'T',
    toolchain: { rustc: '1.95.0', commit: 'c', commitDate: 'd', llvm: '22', target: 't', gdb: '13.1' },
    source: { file: 'snippets/x.rs', sha256: '0'.repeat(64), text, regions: {}, marks: {} },
    claims: claimsOf(directives),
    builds: {
      debug: {
        profile: 'debug',
        flags: [],
        listings: [],
        run: { ending, stdout: '', stderr: '', calls, counts: countCalls(calls), stackLimit: 8_388_608 },
      },
    },
  }
}

describe('claims', () => {
  test('that hold pass', () => {
    expect(() => {
      checkClaims(recorded('//@ calls: debug 3'))
    }).not.toThrow()
  })

  test('of calls that do not hold fail with both numbers and the line', () => {
    expect(() => {
      checkClaims(recorded('//@ calls: debug 1'))
    }).toThrow(/snippets\/x\.rs:2: debug claims 1 call of the allocator, the recording has 3/)
  })

  test('of a signal that did not come fail with how it ended', () => {
    expect(() => {
      checkClaims(recorded('//@ must-abort: SIGABRT', 3))
    }).toThrow('snippets/x.rs:2: debug must end by SIGABRT, it ends by exit code 3')
  })

  test('of a refusal with another code fail with both codes', () => {
    const recording = { ...recorded('//@ must-not-compile: E0515'), builds: {} }
    recording.refusal = { codes: ['E0382'], message: 'error[E0382]: use of moved value' }
    expect(() => {
      checkClaims(recording)
    }).toThrow(/must refuse it with E0515, it says E0382/)
  })
})

describe('comparing with the committed recording', () => {
  const committed = recorded('//@ calls: debug 3')
  const heap = (start: string, end: string): Region[] => [{ kind: 'heap', start, end }]
  committed.builds.debug!.run!.regions = heap('0x0', '0x10000')

  test('leaves out addresses, where memory is, and the version of gdb', () => {
    const fresh = structuredClone(committed)
    fresh.toolchain.gdb = '15.0'
    fresh.builds.debug!.run!.regions = heap('0x7f0000', '0x7fffff')
    for (const [i, call] of fresh.builds.debug!.run!.calls.entries()) {
      call.address = `0x7f0${i}00`
      if (call.oldAddress !== undefined) call.oldAddress = '0x7f0f00'
    }
    fresh.builds.debug!.run!.stdout = ''
    expect(compareRecordings(committed, fresh)).toEqual([])
  })

  test('tells the path and both values of each difference', () => {
    const fresh = structuredClone(committed)
    fresh.builds.debug!.run!.calls[1]!.size = 128
    fresh.builds.debug!.run!.calls.pop()
    expect(compareRecordings(committed, fresh).map(formatDifference)).toEqual([
      'builds.debug.run.calls[1].size: committed 64, fresh 128',
      expect.stringMatching(/^builds\.debug\.run\.calls\[3\]: committed \{.*\}, fresh nothing$/),
    ])
  })

  test('sees text that changed beside an address', () => {
    const fresh = structuredClone(committed)
    committed.builds.debug!.run!.stdout = 'at 0x7000: 1'
    fresh.builds.debug!.run!.stdout = 'at 0x6000: 2'
    expect(compareRecordings(committed, fresh)).toHaveLength(1)
  })
})

test('JSON keeps an instruction on a line and reads back as the same', () => {
  const value = { a: [{ mnemonic: 'x'.repeat(130), line: 1 }, { b: [] }], c: {}, d: undefined, e: [1, 2] }
  const text = formatJson(value)
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
  expect(text.split('\n').filter((line) => line.includes('mnemonic'))).toHaveLength(1)
  expect(text).toContain('"e": [1, 2]')
})

describe('what rustc says', () => {
  test('its errors are kept as printed, its warnings are not', () => {
    const lines = [
      { level: 'warning', rendered: 'warning: unused\n', code: { code: 'unused' } },
      { level: 'error', rendered: 'error[E0515]: cannot return\n', code: { code: 'E0515' } },
      { level: 'failure-note', rendered: 'For more information\n', code: null },
    ]
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\nlinker broke\n`
    expect(diagnostics(text)).toEqual({
      message: 'error[E0515]: cannot return\n\nFor more information\n\nlinker broke',
      codes: ['E0515'],
    })
  })

  test('rustc -vV is read, another program is not', () => {
    const text = 'rustc 1.95.0 (5)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.95.0\nLLVM version: 22.1.2\n'
    expect(parseVersion(text)).toMatchObject({ rustc: '1.95.0', llvm: '22.1.2', commit: 'unknown' })
    expect(parseVersion('gcc 12')).toBeUndefined()
  })

  test('a panic message loses its thread id', () => {
    expect(withoutThreadIds("\nthread 'main' (4711) panicked at x.rs:1:2:\n(4711)")).toBe(
      "\nthread 'main' (…) panicked at x.rs:1:2:\n(4711)",
    )
  })
})
