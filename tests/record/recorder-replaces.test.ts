import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { readJson, runCli, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const PROGRAM = '//! Times itself.\n//@ times: bench\nfn bench() {}\nfn main() {\n    bench();\n}\n'

/** What can stand where a recording is to be written. */
const BEFORE: Record<string, string> = {
  torn: '{ "schema": 2, "name": "to',
  older: '{ "schema": 0, "name": "older" }',
}

describe.skipIf(missing)(`replacing${skipped}`, () => {
  const dir = scratch()

  test('a recording is written whatever stands in its file', async () => {
    const names = Object.keys(BEFORE)
    for (const [name, text] of Object.entries(BEFORE)) {
      writeFileSync(join(dir, `${name}.rs`), PROGRAM)
      writeFileSync(join(dir, `${name}.json`), text)
    }
    writeFileSync(join(dir, 'folder.rs'), PROGRAM)
    mkdirSync(join(dir, 'folder.json'))
    const files = [...names, 'folder'].map((name) => `${name}.rs`)
    const { code, stdout, stderr } = await runCli([...files, '--debug', '--force'], dir)
    // A directory alone stays in the way, and that is said.
    expect(code).toBe(1)
    expect(stderr).toMatch(/^cannot write .*folder\.json: [^\n]*\n$/)
    for (const name of names) {
      expect(readJson(join(dir, `${name}.json`)).name).toBe(name)
      expect(stdout).toContain(
        `its measured times are lost, as the file before cannot be read: npm run record -- --times ${name}.rs`,
      )
    }
    expect(readdirSync(dir).filter((file) => !/\.(rs|json)$/.test(file))).toEqual([])
  })
})
