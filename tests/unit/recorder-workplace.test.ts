import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimWorkplace } from '../../recorder/workplace.ts'

describe('workplaces', () => {
  let parent = ''
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'workplace-test-'))
  })
  afterEach(() => {
    rmSync(parent, { recursive: true })
  })

  test('two at a time differ, have names of one length, and go when released', () => {
    const [one, other] = [claimWorkplace(parent), claimWorkplace(parent)]
    expect(one.dir).not.toBe(other.dir)
    expect(one.dir).toHaveLength(other.dir.length)
    one.release()
    expect(existsSync(one.dir)).toBe(false)
    expect(claimWorkplace(parent).dir).toBe(one.dir)
    other.release()
  })

  test('one that a killed recorder left is taken over, one of a living process is not', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    const [left, held] = ['rust-recording-00', 'rust-recording-01'].map((name) => join(parent, name))
    mkdirSync(held!)
    writeFileSync(join(held!, 'owner'), String(process.pid))
    mkdirSync(left!)
    writeFileSync(join(left!, 'owner'), String(gone))
    writeFileSync(join(left!, 'rest'), '')
    expect(claimWorkplace(parent).dir).toBe(left)
    expect(readdirSync(left!)).toEqual(['owner'])
    expect(claimWorkplace(parent).dir).toBe(join(parent, 'rust-recording-02'))
  })
})
