import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { compareRecordings, formatDifference } from '../../recorder/compare.ts'
import { RECORDINGS, SNIPPETS, allSnippets, readProgram } from '../../recorder/program-file.ts'
import { record } from '../../recorder/record.ts'
import { readRecording } from '../../recorder/recording-file.ts'
import { recordTests } from '../support/record-test.ts'
import { found, missing, skipped } from '../support/toolchain.ts'
import { compileCounting, countWithAllocator } from './recorder-counting.ts'
import { scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

describe.skipIf(missing).concurrent(`snippets recorded afresh${skipped}`, () => {
  const dir = scratch()
  let counting: Promise<string> | undefined

  for (const name of allSnippets()) {
    const files = [`snippets/${name}.rs`, `recordings/${name}.json`]
    const committed = () => readRecording(join(RECORDINGS, `${name}.json`))

    test(
      `${name} is as committed, and runs of it are the same to the byte`,
      async () => {
        const fresh = await record(readProgram(name, SNIPPETS), {
          found: found!,
          defaults: { builds: ['debug', 'release'], steps: [] },
          steps: 2000,
          repeat: true,
        })
        expect(compareRecordings(committed(), fresh).map(formatDifference)).toEqual([])
      },
      files,
    )

    // A program that brings an allocator of its own cannot be given another one.
    if (committed().source.text.includes('#[global_allocator]')) continue
    test(
      `${name}: a counting allocator in a crate of its own counts the same`,
      async () => {
        const { source, builds } = committed()
        counting ??= compileCounting(join(dir, 'counting'))
        for (const [profile, { flags, run }] of Object.entries(builds)) {
          if (run?.ending.kind !== 'exit') continue
          const { alloc, allocZeroed, realloc, dealloc, bytes } = run.counts
          const counted = await countWithAllocator(source.text, flags, await counting, join(dir, `${name}-${profile}`))
          expect(counted, profile).toEqual({ alloc, allocZeroed, realloc, dealloc, bytes })
        }
      },
      files,
    )
  }
})
