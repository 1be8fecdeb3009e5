import { readFile } from 'node:fs/promises'
import { countTests, summaryLine } from './count-tests.ts'
import type { Report } from './count-tests.ts'

// Called by `.ci/run` with the report's path, Vitest's exit code and the other checks as `name=exit code`.
// Prints the skipped tests and the summary; exits with 1 unless everything passed.
const [path = '', testStatus = '', ...checks] = process.argv.slice(2)
// Vitest writes no report when it breaks down early; its exit code tells.
const report = JSON.parse(await readFile(path, 'utf8').catch(() => '{"testResults":[]}')) as Report
const counts = countTests(report)
for (const name of counts.skippedNames) console.log(`skipped: ${name}`)
// A run that broke down outside of its tests has failed all the same.
if (testStatus !== '0' && counts.failed === 0) counts.failed = 1
if (testStatus === '0' && counts.passed === 0) counts.failed += 1
for (const check of checks) {
  const [name, status] = check.split('=')
  console.log(`${name}: ${status === '0' ? 'passed' : 'failed'}`)
  if (status === '0') counts.passed += 1
  else counts.failed += 1
}
console.log(summaryLine(counts))
process.exitCode = counts.failed === 0 ? 0 : 1
