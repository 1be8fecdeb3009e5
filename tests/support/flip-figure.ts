import type { AllocatorCall, Build, Instruction, KernelCall, Listing, Recording } from '../../recorder/schema.ts'
import type { Frame, Local, MemoryState, Value } from '../../recorder/trace-schema.ts'
import { replay } from '../../scene/replay.ts'
import { linesWith } from '../../scene/run-figure.ts'

/** A change of one build of a copied recording that makes a figure differ. */
type Flip = (build: Build, rest: string[], copy: Recording) => void

const LARGE = 1_000_000

/**
 * Copies of a recording in each of which the data behind the figure `of` is changed, the rest as
 * recorded: once to more and once to less, where the figure counts.
 * @throws when no way is known to change a figure of this kind.
 */
export function flips(recording: Recording, of: string): Recording[] {
  const [profile = '', kind = '', ...rest] = of.split('.')
  if (profile === 'refusal') {
    return [{ ...structuredClone(recording), refusal: { codes: ['E0000'], message: '' } }]
  }
  const ways = FLIPS[kind]
  if (!ways) throw new Error(`No way is known to flip "${of}" of ${recording.name}`)
  return ways.map((flip) => {
    const copy = structuredClone(recording)
    const build = copy.builds[profile]
    if (!build) throw new Error(`${recording.name} has no build "${profile}"`)
    flip(build, rest, copy)
    return copy
  })
}

const FLIPS: Partial<Record<string, Flip[]>> = {
  calls: [addCall('alloc'), dropCalls('alloc')],
  callers: [addCall('alloc'), dropCalls('alloc')],
  frees: [addCall('dealloc'), dropCalls('dealloc')],
  bytes: [
    ({ run }) => {
      run!.counts.bytes += 1
    },
  ],
  peak: [
    ({ run }) => {
      run!.counts.peak += 1
    },
  ],
  prints: [
    ({ run }) => {
      run!.stdout += 'and more'
    },
  ],
  ending: [
    ({ run }) => {
      run!.ending = run!.ending.kind === 'exit' ? { kind: 'signal', signal: 'SIGILL' } : { kind: 'exit', code: 0 }
    },
  ],
  reallocs: [
    ({ run }) => {
      run!.calls.push(call({ kind: 'realloc', oldSize: 4, oldAddress: '0x20' }))
    },
    ({ run }) => {
      run!.calls = run!.calls.filter(({ kind }) => kind !== 'realloc')
    },
  ],
  kernel: [
    ({ run }, rest, { source }) => {
      const at = rest.indexOf('at')
      const line = linesWith(source.text, rest.slice(at + 1).join('.'))[0] ?? 1
      const name = (at === 1 ? rest[0] : 'brk') as KernelCall['name']
      run!.kernel!.push(...Array.from({ length: 100 }, () => ({ name, size: 4096, line })))
    },
    ({ run }) => {
      run!.kernel = []
    },
  ],
  early: [
    ({ run }) => {
      run!.beforeMain = run!.beforeMain!.map((one) => ({ ...one, size: one.size + 1 }))
    },
    ({ run }) => {
      run!.beforeMain!.push({ kind: 'alloc', size: 8, align: 8, function: 'flipped' })
    },
    ({ run }) => {
      run!.beforeMain!.pop()
    },
  ],
  time: [
    ({ times }, [name = '']) => {
      times!.functions[name] = times!.functions[name]!.map((ns) => ns * LARGE)
    },
    ({ times }, [name = '']) => {
      times!.functions[name] = times!.functions[name]!.map((ns) => ns / LARGE)
    },
  ],
  slowest: [
    ({ times }) => {
      times!.functions = Object.fromEntries(
        Object.entries(times!.functions).map(([name, all]) => [name, all.map((ns) => 1 / ns)]),
      )
    },
  ],
  copies: [
    inListing((all) => [...all, one('call', 'memcpy')]),
    inListing((all) => all.filter(({ operands }) => !operands.includes('memcpy'))),
  ],
  call: [
    ({ run }, [n, what]) => {
      run!.calls[Number(n) - 1]![what as 'size' | 'align'] += 1
    },
  ],
  listings: [
    (build, [name = '']) => {
      build.listings.push({ ...build.listings.find((one) => isCopy(one, name))!, function: `${name}::<Flipped>` })
    },
    (build, [name = '']) => {
      build.listings.splice(
        build.listings.findLastIndex((one) => isCopy(one, name)),
        1,
      )
    },
  ],
  instructions: [inListing((all) => [...all, one('ret', '')])],
  memory: [
    inListing((all) => [...all, one('mov', 'rax, qword ptr [rsp]')]),
    inListing((all) => all.filter(({ operands }) => !operands.includes('['))),
  ],
  indirect: [
    inListing((all) => [...all, one('call', 'rax')]),
    inListing((all) => all.filter(({ mnemonic }) => mnemonic !== 'call')),
  ],
  goes: [inListing((all) => [...all, one('call', 'flipped')]), inListing(() => [])],
  arrives: [inListing((all) => [one('mov', 'rax, r9'), ...all])],
  registers: [inListing((all) => [one('mov', 'rax, r9'), ...all]), inListing(() => [])],
  returns: [
    inListing((all) =>
      all.some(({ operands }) => /ptr \[rdi/.test(operands)) ? [] : [one('mov', 'qword ptr [rdi], 0'), ...all],
    ),
  ],
  role: [
    inRole((all, role, mnemonic) => [...all, { ...one(mnemonic ?? 'call', ''), role }]),
    inRole((all, role) => all.filter((instruction) => instruction.role !== role)),
  ],
  layout: [inLayout(LARGE), inLayout(-LARGE)],
  region: [
    (build, rest) => {
      const value = build.addressSpace!.values.find(({ variable, part }) => variable === rest[0] && part === rest[1])!
      const now = value.mapping === undefined ? undefined : build.addressSpace!.mappings[value.mapping]!.role
      value.mapping = build.addressSpace!.mappings.findIndex(({ role }) => role !== now)
    },
  ],
  permissions: [
    (build, [role]) => {
      for (const range of build.addressSpace!.mappings) if (range.role === role) range.permissions = '---p'
    },
  ],
  local: [
    inLocals((local, what) => {
      flipLocal(local, what)
    }),
    inFrames((frame) => {
      frame.function += '_flipped'
    }),
  ],
  capacity: [
    inLocals((local) => {
      setCapacity(local.value, LARGE)
    }),
    inLocals((local) => {
      setCapacity(local.value, 1)
    }),
  ],
  rsp: [
    (build, [name]) => {
      const run = build.trace!.instructionRuns.find((found) => found.function === name)!
      const moved = (address: string) => `0x${(BigInt(address) + 16n).toString(16)}`
      run.registers.rsp = moved(run.registers.rsp!)
      run.steps.forEach((step, i) => {
        if (i % 2 === 1) step.rsp = moved(step.rsp)
      })
    },
  ],
}

function call(given: Partial<AllocatorCall>): AllocatorCall {
  return { kind: 'alloc', size: 8, align: 8, address: '0x10', thread: 0, ...given }
}

function one(mnemonic: string, operands: string): Instruction {
  return { mnemonic, operands, offset: 0 }
}

function isCopy({ function: name }: Listing, of: string): boolean {
  return name === of || name.startsWith(`${of}::<`)
}

function addCall(kind: 'alloc' | 'dealloc'): Flip {
  return ({ run }, [where, ...name], { source }) => {
    const line = linesWith(source.text, name.join('.'))[0] ?? 1
    run!.calls.push(call({ kind, ...(where === 'in' ? { function: name.join('.') } : { line }) }))
    run!.counts[kind] += 1
  }
}

function dropCalls(kind: 'alloc' | 'dealloc'): Flip {
  return ({ run }, rest, copy) => {
    const free = (made: AllocatorCall) => made.kind === 'dealloc'
    const before = run!.calls.length
    run!.calls = run!.calls.filter((made) => free(made) !== (kind === 'dealloc'))
    Object.assign(run!.counts, kind === 'dealloc' ? { dealloc: 0 } : { alloc: 0, allocZeroed: 0, realloc: 0 })
    // Nothing to drop: what was asked for nothing asks now.
    if (run!.calls.length === before) addCall(kind)({ run } as Build, rest, copy)
  }
}

function inListing(change: (all: Instruction[]) => Instruction[]): Flip {
  return (build, rest) => {
    const listing = build.listings.find(({ function: name }) => name === rest.join('.'))!
    listing.instructions = change(listing.instructions)
  }
}

function inRole(change: (all: Instruction[], role: Instruction['role'], mnemonic?: string) => Instruction[]): Flip {
  return (build, [name, role, mnemonic]) => {
    const listing = build.listings.find((found) => found.function === name)!
    listing.instructions = change(listing.instructions, role as Instruction['role'], mnemonic)
  }
}

function inLayout(by: number): Flip {
  return (build, rest) => {
    const layout = build.layouts!.find(({ name }) => name === rest.slice(0, -1).join('.'))!
    const { size, align, discriminant } = layout
    Object.assign(layout, { size: Math.max(0, size + by), align: Math.max(0, align + by) })
    layout.discriminant = { offset: 0, size: 1, niche: !discriminant?.niche }
  }
}

/** Changes a local wherever the trace shows it. */
function inLocals(change: (local: Local, what: string) => void): Flip {
  return inFrames(({ locals }, rest) => {
    const name = rest.slice(0, -1).join('.')
    for (const local of locals) if (name === '' || local.name === name) change(local, rest.at(-1)!)
  })
}

/** Changes each frame at each step of the main thread: each step then stands whole in the copy. */
function inFrames(change: (frame: Frame, rest: string[]) => void): Flip {
  return (build, rest) => {
    const thread = build.trace!.threads[0]!
    const stateAt = replay(structuredClone(thread))
    const states: MemoryState[] = thread.steps.map((_, step) => structuredClone(stateAt(step)))
    for (const frame of states.flatMap(({ frames }) => frames)) change(frame, rest)
    thread.steps = states.map((full) => ({ full }))
  }
}

function flipLocal(local: Local, what: string): void {
  if (what === 'size') local.size += 1
  if (what === 'slot') local.address = '0x1'
  if (what === 'ends') local.state = local.state === 'maybe-moved' ? 'dropped' : 'maybe-moved'
  if ((what === 'leads' || what === 'block') && local.value) retarget(local.value, what)
}

/** Leads each pointer of a value elsewhere; one that has none gets one. */
function retarget(value: Value, what: 'leads' | 'block'): void {
  const pointing = [value, ...inside(value)].filter(({ target }) => target)
  for (const one of pointing.length > 0 ? pointing : [value]) {
    one.target = what === 'leads' ? { kind: 'code', function: 'flipped' } : { kind: 'heap', block: LARGE, offset: 0 }
  }
}

function inside({ fields = [] }: Value): Value[] {
  return fields.flatMap((field) => [field, ...inside(field)])
}

function setCapacity(value: Value | undefined, capacity: number): void {
  for (const field of value ? inside(value) : []) {
    if (field.name === 'cap' && field.text !== '0') field.text = String(capacity)
  }
}
