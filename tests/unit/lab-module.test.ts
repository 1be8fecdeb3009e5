import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { programFrom } from '../../components/lab/scene/lab-program.ts'
import { liveBlocks, runLab, totalsOf } from '../../components/lab/scene/lab-run.ts'
import { differenceFrom, nativeShapes } from '../../components/lab/scene/native.ts'
import { PRESETS } from '../../components/lab/scene/presets.ts'
import { growthOf } from '../../components/lab/scene/say.ts'
import { snippetOf } from '../../components/lab/scene/rust-program.ts'
import { readRecording } from '../../embed/read-recording.ts'
import { hashLine } from '../../lab/build.ts'

const ROOT = join(import.meta.dirname, '../..')
const bytes = await readFile(join(ROOT, 'lab/lab.wasm'))
const module = await WebAssembly.compile(new Uint8Array(bytes))
const run = (address: string) => runLab(module, programFrom(address))

it('is the module whose hash is committed, and stays small', async () => {
  expect(hashLine(bytes)).toBe(await readFile(join(ROOT, 'lab/lab.wasm.sha256'), 'utf8'))
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(60_000)
})

describe.each(PRESETS)('the preset $name', ({ name, title, program }) => {
  it('was recorded natively as the program that the lab shows', async () => {
    expect(await readFile(join(ROOT, `snippets/lab-${name}.rs`), 'utf8')).toBe(snippetOf(title, program))
  })

  it('calls the allocator as its native recording does', async () => {
    const native = readRecording(`lab-${name}`)
    const { calls, fault } = await runLab(module, program)
    expect(fault).toBeUndefined()
    expect(differenceFrom(nativeShapes(native, program), calls)).toBeUndefined()
  })
})

it('a difference from the recording is named', async () => {
  const { calls } = await run('Vec.u64.new.push-9')
  expect(differenceFrom([{ kind: 'alloc', size: 32 }], calls)).toBe(
    'Call 2 is realloc of 64 B here, and natively no call.',
  )
  expect(differenceFrom([{ kind: 'alloc', size: 31 }], calls)).toContain('Call 1')
})

it('every call of a program that drops its value is given back', async () => {
  for (const address of [
    'Vec.String.new.push-50.clone.drop',
    'BTreeMap.page.collect-40.pop-5.drop',
    'Rc.u64.new.drop',
  ]) {
    const { calls } = await run(address)
    expect(totalsOf(calls).calls, address).toBeGreaterThan(0)
    expect(liveBlocks(calls), address).toEqual([])
  }
})

it.each([
  ['Vec.u64.with_capacity-4000000000', 'capacity overflow'],
  ['Vec.unit.new.reserve-4000000000.push-3', undefined],
  ['Vec.u8.with_capacity-1000000000', 'could not give 1000000000 bytes'],
  ['String.u8.new.reserve-2000000000', 'Out of memory'],
  ['Vec.page.new.push-100000', 'Out of memory'],
])('%s ends in words, and the next program runs', async (address, words) => {
  const { fault } = await run(address)
  if (words === undefined) expect(fault).toBeUndefined()
  else expect(fault).toContain(words)
  expect(totalsOf((await run('Vec.u64.new.push-9')).calls).calls).toBe(3)
})

it('a growth is told by the call that made the vector’s block, not by one of an element', async () => {
  const program = programFrom('Vec.String.new.push-5')
  const growth = growthOf(program, await runLab(module, program))
  expect(growth?.grown).toEqual([
    { length: 1, capacity: 4, bytes: 48, kind: 'alloc' },
    { length: 5, capacity: 8, bytes: 96, kind: 'realloc' },
  ])
})

it('ten thousand lengths are drawn by those that can be told apart, with every growth among them', async () => {
  const program = programFrom('Vec.u64.new.push-10000')
  const growth = growthOf(program, await runLab(module, program))
  const lengths = growth?.points.map(({ length }) => length) ?? []
  expect(lengths.length).toBeLessThan(600)
  expect(lengths.at(-1)).toBe(10_000)
  for (const { length, capacity } of growth?.grown ?? []) {
    expect(growth?.points).toContainEqual({
      length,
      capacity,
      block: expect.any(Number),
      statement: 1,
      calls: expect.any(Number),
    })
  }
})
