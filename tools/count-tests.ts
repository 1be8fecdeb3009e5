/** The part of Vitest's JSON report that is used here. */
export interface Report {
  testResults: {
    name: string
    status: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

/** What a test run came to. */
export interface TestCounts {
  passed: number
  failed: number
  skipped: number
  /** The full names of the tests that did not run. */
  skippedNames: string[]
}

/**
 * Counts a report's tests. A file that failed without a failed test (it could not be loaded, or its set-up
 * failed) counts as one failure.
 */
export function countTests({ testResults }: Report): TestCounts {
  const counts: TestCounts = { passed: 0, failed: 0, skipped: 0, skippedNames: [] }
  for (const file of testResults) {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed').length
    const passed = file.assertionResults.filter(({ status }) => status === 'passed').length
    const skipped = file.assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed')
    counts.passed += passed
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed
    counts.skipped += skipped.length
    counts.skippedNames.push(...skipped.map(({ fullName }) => fullName))
  }
  return counts
}

/** The line that a run ends with: `12 passed, 1 failed`, and `, 2 skipped` when some were. */
export function summaryLine({ passed, failed, skipped }: Omit<TestCounts, 'skippedNames'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
