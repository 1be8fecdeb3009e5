import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fixture } from '../fixtures/lint/findings.ts'
import { findUnused } from '../../tools/lint/unused.ts'

it('names files, exports and dependencies that nothing uses, where they are', async () => {
  const found = await findUnused(fixture('unused'))
  expect(found.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`).toSorted()).toEqual([
    expect.stringMatching(/^alone\.ts:1:1 No file imports this one/),
    expect.stringMatching(/^index\.ts:2:8 never-named is imported and no dependency/),
    expect.stringMatching(/^package\.json:1:\d+ never-imported is a dependency that nothing imports/),
    expect.stringMatching(/^used\.ts:3:13 Unused is exported and used nowhere/),
    expect.stringMatching(/^used\.ts:5:14 unused is exported and imported nowhere/),
  ])
}, 60_000)

it('fails where knip cannot look', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'unused-'))
  try {
    await expect(findUnused(empty)).rejects.toThrow('package.json')
  } finally {
    await rm(empty, { recursive: true })
  }
}, 60_000)
