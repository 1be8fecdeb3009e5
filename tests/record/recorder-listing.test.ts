import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { compile } from '../../recorder/compile.ts'
import { readExecutable } from '../../recorder/executable.ts'
import { gatherInput } from '../../recorder/list-functions.ts'
import { profiles } from '../../recorder/profiles.ts'
import { claimWorkplace } from '../../recorder/workplace.ts'
import { GOLDEN, LISTED, written } from '../golden/listing/golden-input.ts'
import { recordTests } from '../support/record-test.ts'
import { found, missing, skipped } from '../support/toolchain.ts'

const test = recordTests(import.meta.filename)

describe.skipIf(missing)(`inputs of the golden listings${skipped}`, () => {
  const workplace = claimWorkplace()
  afterAll(() => {
    workplace.release()
    rmSync(workplace.dir, { recursive: true, force: true })
  })

  test('are what rustc and binutils give now', async () => {
    const text = readFileSync(join(GOLDEN, 'shapes.rs'), 'utf8')
    const program = { name: 'shapes', file: 'shapes.rs', text }
    const compiled = await compile(program, profiles.release!, found!.rustc, workplace.dir, { assembly: true })
    const input = await gatherInput(compiled, await readExecutable(compiled.binary), text, LISTED)
    const { assembly, facts } = written(input)
    await expect(assembly).toMatchFileSnapshot(join(GOLDEN, 'shapes.s'))
    await expect(facts).toMatchFileSnapshot(join(GOLDEN, 'shapes.json'))
  })
})
