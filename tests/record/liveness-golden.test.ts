import { describe, expect } from 'vitest'
import { analysisOf } from '../../recorder/liveness/index.ts'
import { DUMPED_FILE, dumpMir } from '../../recorder/liveness/rustc-dump.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, pinnedRustc, skipped } from '../support/toolchain.ts'
import { golden, goldenPath, kept, programs, writtenStops, goldensOf } from './liveness-programs.ts'
import { replay, written } from './liveness-replay.ts'
import { recordStops } from './liveness-run.ts'

const test = recordTests(import.meta.filename)

describe.skipIf(missing)(`what rustc and gdb say now is what is committed${skipped}`, () => {
  for (const name of programs)
    test(
      name,
      async () => {
        const text = golden(name, 'rs')
        const dump = await dumpMir({ text, rustc: pinnedRustc() })
        if ('none' in dump) throw new Error(dump.none)
        const stops = recordStops(text, pinnedRustc())
        await expect(kept(dump.bodies)).toMatchFileSnapshot(goldenPath(name, 'mir'))
        await expect(writtenStops(stops)).toMatchFileSnapshot(goldenPath(name, 'stops.json'))
        const states = written(replay(analysisOf(dump.bodies, text, DUMPED_FILE), stops), text)
        await expect(states).toMatchFileSnapshot(goldenPath(name, 'states.txt'))
      },
      goldensOf(name),
    )
})
