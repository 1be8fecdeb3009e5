import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { byPlace, formatFindings } from '../../tools/lint/finding.ts'

const LINT = join(import.meta.dirname, '../../tools/lint.ts')
const run = (...args: string[]) => spawnSync(process.execPath, [LINT, ...args], { encoding: 'utf8' })

describe('formatFindings', () => {
  it('prints place, rule and message in columns', () => {
    const findings = [
      { file: 'slides.md', line: 12, column: 3, rule: 'src', message: 'gone' },
      { file: 'pages/a.md', line: 2, column: 1, rule: 'minutes', message: 'none' },
    ]
    expect(formatFindings(findings.sort(byPlace))).toBe('pages/a.md:2:1  minutes  none\nslides.md:12:3  src      gone')
  })
})

describe('npm run lint', () => {
  it('explains itself', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/--deck[\s\S]*Exit codes/)
  }, 30_000)

  it('refuses options that it does not know', () => {
    const { status, stderr } = run('--dekc')
    expect(status).toBe(2)
    expect(stderr).toMatch(/Did you mean --deck/)
  }, 30_000)
})
