import { describe, expect, it } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import { countRows } from '../../scene/count-rows.ts'
import { figure, inWords, withUnit } from '../../scene/figure.ts'

const recording = {
  name: 'growing',
  builds: {
    debug: {
      listings: [{ function: 'grow', instructions: [{}, {}, {}] }],
      run: {
        calls: [
          { kind: 'alloc', size: 32, align: 8 },
          { kind: 'realloc', size: 64, align: 8 },
        ],
        counts: { alloc: 1, allocZeroed: 2, realloc: 3, dealloc: 4, bytes: 96, peak: 64 },
      },
    },
    clean: { listings: [] },
  },
} as unknown as Recording

describe('figure', () => {
  it('counts all calls that allocate, and frees apart', () => {
    expect(figure(recording, 'debug.calls')).toEqual({ value: 6, unit: 'call' })
    expect(figure(recording, 'debug.frees')).toEqual({ value: 4, unit: 'free' })
  })

  it('reads the n-th call and the length of a listing', () => {
    expect(figure(recording, 'debug.call.2.size')).toEqual({ value: 64, unit: 'byte' })
    expect(figure(recording, 'debug.instructions.grow')).toEqual({ value: 3, unit: 'instruction' })
  })

  it('names where arguments arrive and results are left', () => {
    const listings = [
      {
        function: 'sum',
        instructions: [
          { mnemonic: 'mov', operands: 'rax, qword ptr [rdi]' },
          { mnemonic: 'add', operands: 'rax, rsi' },
        ],
      },
    ]
    const reading = { name: 'reading', builds: { release: { listings } } } as unknown as Recording
    expect(figure(reading, 'release.arrives.sum').value).toBe('[rdi] and rsi')
    expect(figure(reading, 'release.returns.sum').value).toBe('rax')
  })

  it.each(['release.calls', 'clean.calls', 'debug.call.3.size', 'debug.instructions.shrink', 'debug.speed'])(
    'refuses %s, which was not recorded',
    (of) => expect(() => figure(recording, of)).toThrow(/growing has no/),
  )
})

describe('figure of a run', () => {
  const text = ['fn one() {', '    // let a = Box::new(1)', '    let a = Box::new(1);', '    drop(a);', '}'].join('\n')
  const call = (kind: string, line: number, more = {}) => ({
    kind,
    line,
    function: 'one',
    address: '0x10',
    size: 8,
    ...more,
  })
  const calls = [
    call('alloc', 3),
    call('realloc', 3, { oldAddress: '0x10' }),
    call('realloc', 3, { oldAddress: '0x20' }),
    call('dealloc', 4),
  ]
  const run = { calls, stdout: 'a\nb\n', ending: { kind: 'signal', signal: 'SIGABRT' } }
  const running = {
    name: 'running',
    source: { text },
    builds: { debug: { listings: [], run } },
  } as unknown as Recording
  const value = (of: string) => figure(running, of).value

  it('tells calls and frees apart by function and by line, comments left out', () => {
    expect([value('debug.calls.in.one'), value('debug.frees.in.one')]).toEqual([3, 1])
    expect([value('debug.calls.at.Box::new(1)'), value('debug.calls.at.drop(')]).toEqual([3, 0])
    expect([value('debug.frees.at.Box::new(1)'), value('debug.frees.at.drop(')]).toEqual([0, 1])
  })

  it('tells reallocs that moved from those that stayed', () => {
    expect([value('debug.reallocs'), value('debug.reallocs.moved')]).toEqual([2, 1])
  })

  it('names the lines that allocate, each with how often, whatever gives back', () => {
    expect(value('debug.callers')).toBe('3: 3')
    const silent = {
      ...running,
      builds: { debug: { listings: [], run: { ...run, calls: [] } } },
    } as unknown as Recording
    expect(figure(silent, 'debug.callers').value).toBe('none')
  })

  it('tells the kernel’s calls apart by name and line', () => {
    const kernel = [
      { name: 'mmap', size: 8, line: 3 },
      { name: 'brk', size: 8, line: 3 },
      { name: 'munmap', size: 8, line: 4 },
    ]
    const asking = { ...running, builds: { debug: { listings: [], run: { ...run, kernel } } } } as unknown as Recording
    const counted = ['', '.at.let a', '.mmap.at.let a', '.mmap.at.drop('].map(
      (of) => figure(asking, `debug.kernel${of}`).value,
    )
    expect(counted).toEqual([3, 2, 1, 0])
  })

  it('names how it ended and what it printed', () => {
    expect([value('debug.ending'), value('debug.prints')]).toEqual(['SIGABRT', 'a b'])
  })

  it.each(['debug.calls.at.let b', 'debug.calls.in.two', 'debug.calls.near.one'])('refuses %s', (of) => {
    expect(() => figure(running, of)).toThrow(`running has no figure "${of}"`)
  })
})

describe('figure of a listing', () => {
  const instructions = [
    { mnemonic: 'push', operands: 'rbx', role: 'save' },
    { mnemonic: 'sub', operands: 'rsp, 16', role: 'stack' },
    { mnemonic: 'lea', operands: 'rax, [rdi + 8]' },
    { mnemonic: 'mov', operands: 'qword ptr [rsp], rsi' },
    { mnemonic: 'call', operands: 'qword ptr [rsi + 24]' },
    { mnemonic: 'call', operands: 'qword ptr [rip + __rust_alloc]', role: 'allocator' },
    { mnemonic: 'call', operands: 'half' },
    { mnemonic: 'add', operands: 'rsp, 16', role: 'stack' },
  ]
  const listings = [
    { function: 'keep', instructions },
    ...['keep::<u8>', 'keep::<u16>', 'keeper'].map((name) => ({ function: name, instructions: [] })),
  ]
  const coded = { name: 'coded', builds: { release: { listings } } } as unknown as Recording
  const value = (of: string) => figure(coded, `release.${of}`).value

  it('counts roles, instructions that reach memory, and calls through a pointer', () => {
    expect([value('role.keep.stack'), value('role.keep.stack.sub'), value('role.keep.panic')]).toEqual([2, 1, 0])
    expect([value('memory.keep'), value('indirect.keep')]).toEqual([1, 1])
  })

  it('names what a function calls, or says that it stays within', () => {
    const shim = { mnemonic: 'call', operands: 'qword ptr [rip + x]', target: '__rustc::shim' }
    const away = [
      shim,
      { mnemonic: 'jne', operands: 'L1' },
      { mnemonic: 'jmp', operands: 'a::b', target: 'a::b' },
      shim,
    ]
    const all = [
      { function: 'leaves', instructions: away },
      { function: 'stays', instructions: [{ mnemonic: 'ret', operands: '' }] },
    ]
    const going = { name: 'going', builds: { release: { listings: all } } } as unknown as Recording
    expect(figure(going, 'release.goes.leaves').value).toBe('shim and b')
    expect(figure(going, 'release.goes.stays').value).toBe('nowhere')
  })

  it('counts registers that carry arguments, and the copies of a generic function', () => {
    expect([value('registers.keep'), value('listings.keep')]).toEqual([2, 3])
  })
})

describe('figure of memory', () => {
  const local = (state: string, target: object) => ({
    name: 'header',
    state,
    size: 24,
    value: { kind: 'aggregate', fields: [{ kind: 'pointer', target }] },
  })
  const state = (one: object) => ({ full: { frames: [{ locals: [one] }] } })
  const steps = [
    state(local('uninitialised', { kind: 'code' })),
    state(local('live', { kind: 'dangling' })),
    state(local('live', { kind: 'heap', block: 3 })),
    state(local('moved', { kind: 'dangling' })),
  ]
  const run = {
    function: 'keep',
    registers: { rsp: '0x100' },
    steps: [
      { function: 'keep', index: 0, rsp: '0xf8' },
      { function: 'keep', index: 1, rsp: '0xe8' },
    ],
  }
  const debug = {
    profile: 'debug',
    listings: [
      {
        function: 'keep',
        instructions: [
          { mnemonic: 'push', operands: 'rbx' },
          { mnemonic: 'sub', operands: 'rsp, 16' },
        ],
      },
    ],
    layouts: [
      { name: 'Option<u32>', size: 8, align: 4, discriminant: { niche: false } },
      { name: 'u32', size: 4, align: 4 },
    ],
    addressSpace: {
      mappings: [
        { role: 'heap', permissions: 'rw-p' },
        { role: 'code', permissions: 'r-xp' },
      ],
      values: [
        { variable: 'boxed', part: 'target', mapping: 0 },
        { variable: 'empty', part: 'target' },
      ],
    },
    trace: { threads: [{ steps }], instructionRuns: [run] },
  }
  const held = { name: 'held', builds: { debug }, refusal: { codes: ['E0515'] } } as unknown as Recording
  const value = (of: string) => figure(held, of).value

  it('reads layouts, and what tells variants apart', () => {
    expect([value('debug.layout.Option<u32>.size'), value('debug.layout.u32.align')]).toEqual([8, 4])
    expect([value('debug.layout.Option<u32>.tells'), value('debug.layout.u32.tells')]).toEqual(['tag', 'nothing'])
  })

  it('reads the memory map', () => {
    expect([value('debug.region.boxed.target'), value('debug.region.empty.target')]).toEqual(['heap', 'nowhere'])
    expect(value('debug.permissions.code')).toBe('r-xp')
  })

  it('follows a local while it was live, and says how it ended', () => {
    expect(['size', 'ends', 'leads', 'block'].map((what) => value(`debug.local.header.${what}`))).toEqual([
      24,
      'moved',
      'heap',
      'block 3',
    ])
  })

  it('says in which slot and in whose frame a local lay last', () => {
    const slot = (name: string, address?: string) => ({ name, address, size: 8, state: 'live' })
    const frames = [
      { function: 'main', low: '0x40', high: '0x80', locals: [slot('owner', '0x40'), slot('gone')] },
      { function: 'takes', low: '0x20', high: '0x40', locals: [slot('text', '0x40'), slot('own', '0x20')] },
    ]
    const trace = { threads: [{ steps: [{ full: { frames } }] }], instructionRuns: [] }
    const lying = { name: 'lying', builds: { debug: { listings: [], trace } } } as unknown as Recording
    const where = (of: string) => figure(lying, `debug.local.${of}`).value
    expect([where('owner.slot'), where('text.slot')]).toEqual(['0x40', '0x40'])
    expect([where('text.lies'), where('own.lies')]).toEqual(['main', 'takes'])
    expect(() => where('gone.lies')).toThrow('lying has no figure')
  })

  it('tells by how much an instruction moved rsp', () => {
    expect([value('debug.rsp.keep.push'), value('debug.rsp.keep.sub')]).toEqual([-8, -16])
  })

  it('names what rustc refused a program with', () => {
    expect(value('refusal.codes')).toBe('E0515')
  })

  it.each([
    'debug.local.footer.size',
    'debug.region.boxed.place',
    'debug.permissions.stack',
    'debug.layout.u8.size',
    'debug.rsp.keep.pop',
  ])('refuses %s', (of) => expect(() => figure(held, of)).toThrow(`held has no figure "${of}"`))
})

describe('countRows', () => {
  it('has a row for each build that ran', () => {
    expect(countRows(recording, ['debug', 'clean', 'release'])).toEqual([
      { build: 'debug', calls: 6, frees: 4, bytes: 96 },
    ])
  })
})

describe('withUnit', () => {
  it('writes the plural and small numbers in words', () => {
    expect(withUnit({ value: 1, unit: 'call' }, true)).toBe('one call')
    expect(withUnit({ value: 0, unit: 'call' }, true)).toBe('no calls')
    expect(withUnit({ value: 32, unit: 'byte' }, true)).toBe('32 bytes')
    expect(inWords(1048576)).toBe('1,048,576')
  })
})
