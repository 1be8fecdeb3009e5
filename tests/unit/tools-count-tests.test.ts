import { describe, expect, it } from 'vitest'
import { countTests, summaryLine } from '../../tools/count-tests.ts'

const test = (status: string, fullName = 'a test') => ({ status, fullName })

describe('counting a report', () => {
  it('adds up the files and names what was skipped', () => {
    expect(
      countTests({
        testResults: [
          { name: 'a', status: 'failed', assertionResults: [test('passed'), test('failed')] },
          {
            name: 'b',
            status: 'passed',
            assertionResults: [test('passed'), test('pending', 'records again'), test('todo', 'later')],
          },
        ],
      }),
    ).toEqual({ passed: 2, failed: 1, skipped: 2, skippedNames: ['records again', 'later'] })
  })

  it('counts a file that could not be loaded as a failure', () => {
    expect(countTests({ testResults: [{ name: 'a', status: 'failed', assertionResults: [] }] }).failed).toBe(1)
  })

  it('counts a file whose set-up failed after its tests were collected as a failure', () => {
    const file = { name: 'a', status: 'failed', assertionResults: [test('skipped')] }
    expect(countTests({ testResults: [file] })).toMatchObject({ failed: 1, skipped: 1 })
  })
})

it.each([
  [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed'],
  [{ passed: 3, failed: 1, skipped: 2 }, '3 passed, 1 failed, 2 skipped'],
])('the summary of %o', (counts, line) => {
  expect(summaryLine(counts)).toBe(line)
})
