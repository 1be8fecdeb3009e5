import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const ROOT = join(import.meta.dirname, '../..')
/** Seconds that each file took when they were last written down, by path (`UPDATE_SECONDS=1 npm test`). They order files and decide nothing else. */
export const SECONDS = join(import.meta.dirname, '../seconds.json')

/** The project whose files come first of those that run together: browsers wait for frames, which recordings fill. */
const FIRST = 'browser'

/** Starts the files that take longest first, so that no worker is left alone with one at the end. New files come before all. */
export default class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seconds = JSON.parse(readFileSync(SECONDS, 'utf8')) as Record<string, number>
    const rank = ({ project, moduleId }: TestSpecification): [number, number] => [
      project.name === FIRST ? 0 : 1,
      seconds[relative(ROOT, moduleId)] ?? Infinity,
    ]
    const sorted = files.toSorted((one, other) => {
      const [first, second] = [rank(one), rank(other)]
      return first[0] - second[0] || Number(second[1] > first[1]) - Number(second[1] < first[1])
    })
    return Promise.resolve(sorted)
  }
}
