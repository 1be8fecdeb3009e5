import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compileLab, hashLine, hasToolchain } from '../../lab/build.ts'

const LAB = join(import.meta.dirname, '../../lab')

it.skipIf(!hasToolchain())(
  `the lab’s module is what its source gives${hasToolchain() ? '' : ' (skipped: npm run lab fetches the toolchain)'}`,
  { timeout: 600_000 },
  async () => {
    expect(hashLine(compileLab(LAB))).toBe(await readFile(join(LAB, 'lab.wasm.sha256'), 'utf8'))
  },
)
