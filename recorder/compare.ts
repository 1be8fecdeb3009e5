import { withoutAddresses } from './meaning.ts'
import type { Build, Recording } from './schema.ts'
import type { AddressSpace, InstructionRun } from './trace-schema.ts'

/** One place where two recordings differ. */
export type Difference = {
  /** `builds.release.listings[0].instructions[3].operands` */
  path: string
  /** What each of them holds there, an address as its region (`‹heap›`), or undefined when it holds nothing. */
  committed: unknown
  fresh: unknown
}

/**
 * Where a fresh recording differs from the committed one in what does not depend on the machine: addresses are
 * compared by the region that they lie in; times, the version of gdb, libraries and the kernel are left out.
 */
export function compareRecordings(committed: Recording, fresh: Recording): Difference[] {
  return compareValues(meaningOf(committed), meaningOf(fresh), '')
}

/** A recording without what depends on the machine. */
function meaningOf({ toolchain, builds, ...rest }: Recording) {
  return {
    ...rest,
    toolchain: { ...toolchain, gdb: '' },
    builds: Object.fromEntries(Object.entries(builds).map(([name, build]) => [name, meaningOfBuild(build)])),
  }
}

function meaningOfBuild({ times: _times, run, trace, addressSpace, ...build }: Build) {
  const { regions = [], ...ran } = run ?? {}
  const placed = {
    ...build,
    run: run && ran,
    trace:
      trace && mapTexts({ ...trace, instructionRuns: trace.instructionRuns.map(meaningOfInstructions) }, sizeOfBytes),
    addressSpace: addressSpace && meaningOfSpace(addressSpace),
  }
  return mapTexts(placed, (text) => withoutAddresses(text, regions))
}

/** Bytes that no type opens may never have been written: they are what libc left there, and only their number counts. */
function sizeOfBytes(text: string): string {
  return /^[0-9a-f]{2}(?: [0-9a-f]{2})+$/.test(text) ? `${text.split(' ').length} bytes` : text
}

/**
 * What a function finds in registers and on the stack is what libc left there, which chooses its code by the
 * CPU; flags come of arithmetic with addresses too. So it is compared which registers change, not to what.
 */
function meaningOfInstructions({ registers, stack, steps, ...run }: InstructionRun) {
  return {
    ...run,
    registers: Object.keys(registers),
    stack: stack.map(({ address }) => address),
    steps: steps.map((step) => ({
      ...step,
      registers: Object.keys(step.registers).filter((name) => name !== 'eflags'),
      memory: step.memory.map(({ value: _value, ...access }) => access),
    })),
  }
}

/** The program's own mappings with their sizes, of the others what they are for: libraries and the kernel differ. */
function meaningOfSpace({ mappings, values }: AddressSpace) {
  const own = mappings.filter(({ name }) => name === 'program')
  const others = mappings.filter(
    ({ name, role }) => name !== 'program' && !['library', 'kernel', 'other'].includes(role),
  )
  return {
    own: own.map(({ start, end, permissions, role }) => ({ size: Number(end) - Number(start), permissions, role })),
    others: [...new Set(others.map(({ permissions, role }) => `${role} ${permissions}`))],
    values: values.map(({ mapping, ...value }) => ({ ...value, role: mappings[mapping ?? -1]?.role })),
  }
}

/** A value with each text in it replaced. */
function mapTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, replace))
  if (!isBranch(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, replace)]))
}

function compareValues(committed: unknown, fresh: unknown, path: string): Difference[] {
  if (isBranch(committed) && isBranch(fresh) && Array.isArray(committed) === Array.isArray(fresh)) {
    const keys = [...new Set([...Object.keys(committed), ...Object.keys(fresh)])]
    return keys.flatMap((key) => compareValues(committed[key], fresh[key], join(path, key, committed)))
  }
  return committed === fresh ? [] : [{ path, committed, fresh }]
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function join(path: string, key: string, parent: unknown): string {
  if (Array.isArray(parent)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}

/** A difference on one line for the terminal, values cut at 100 characters. */
export function formatDifference({ path, committed, fresh }: Difference): string {
  const show = (value: unknown) => {
    if (value === undefined) return 'nothing'
    const text = JSON.stringify(value)
    return text.length > 100 ? `${text.slice(0, 99)}…` : text
  }
  return `${path}: committed ${show(committed)}, fresh ${show(fresh)}`
}
