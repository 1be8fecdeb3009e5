import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { toldVersion } from '../../recorder/told-version.ts'

const dir = mkdtempSync(join(tmpdir(), 'told-version-'))
afterAll(() => {
  rmSync(dir, { recursive: true })
})

/** A program's file, and a count of how often it was asked. */
function program(name: string, content: string) {
  const path = join(dir, name)
  writeFileSync(path, content)
  let asked = 0
  const told = () => toldVersion(path, () => Promise.resolve(`version ${++asked}`), join(dir, 'cache', 'versions.json'))
  return { path, told }
}

describe('the version of a program', () => {
  test('is asked for once, beside those of others, and again when the file is another', async () => {
    const [one, other] = [program('one', '\x7fELF one'), program('other', '\x7fELF other')]
    expect([await one.told(), await other.told(), await one.told(), await other.told()]).toEqual(
      Array.from({ length: 4 }, () => 'version 1'),
    )
    copyFileSync(other.path, one.path)
    expect(await one.told()).toBe('version 2')
  })

  test('is asked of a script, and of what is not there, each time', async () => {
    const script = program('script', '#!/bin/sh\n')
    expect([await script.told(), await script.told()]).toEqual(['version 1', 'version 2'])
    rmSync(script.path)
    expect(await script.told()).toBe('version 3')
  })

  test('is not kept where there is none', async () => {
    const { path } = program('silent', '\x7fELF')
    const cache = join(dir, 'versions.json')
    expect(await toldVersion(path, () => Promise.resolve(undefined), cache)).toBeUndefined()
    expect(await toldVersion(path, () => Promise.resolve('1'), cache)).toBe('1')
  })

  test('is asked for where the memory is torn', async () => {
    const { path } = program('torn', '\x7fELF')
    const cache = join(dir, 'torn.json')
    writeFileSync(cache, '{')
    expect(await toldVersion(path, () => Promise.resolve('1'), cache)).toBe('1')
  })
})
