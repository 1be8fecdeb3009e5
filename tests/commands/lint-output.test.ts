import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { byPlace, countFindings, formatFindings } from '../../tools/lint/finding.ts'

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

describe('countFindings', () => {
  it('counts findings and files, each in its number', () => {
    const at = (file: string) => ({ file, line: 1, column: 1, rule: 'src', message: 'gone' })
    expect(countFindings([])).toBe('Nothing found.')
    expect(countFindings([at('a.md')])).toBe('1 finding in 1 file.')
    expect(countFindings([at('a.md'), at('a.md')])).toBe('2 findings in 1 file.')
    expect(countFindings([at('a.md'), at('b.md')])).toBe('2 findings in 2 files.')
  })
})

describe('npm run lint', () => {
  it('explains itself', () => {
    const { status, stdout } = run('--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/--deck[\s\S]*Exit codes/)
  })

  it('refuses options that it does not know', () => {
    const { status, stderr } = run('--dekc')
    expect(status).toBe(2)
    expect(stderr).toMatch(/Did you mean --deck/)
  })
})
