import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readRecording } from '../../recorder/recording-file.ts'
import { Refused } from '../../recorder/refused.ts'
import type { Recording } from '../../recorder/schema.ts'
import type { Deck } from './deck.ts'
import type { Finding } from './finding.ts'
import { checkReferences, type Recordings } from './references.ts'

/** Recordings that no longer fit their snippet or the schema, snippets without one, wrong names in pages. */
export function checkRecordings(deck: Deck): Finding[] {
  const { recordings, findings } = readRecordings(deck.root)
  return [
    ...findings,
    ...checkSnippets(deck.root),
    ...deck.pages.flatMap((page) =>
      page.slides.flatMap(({ markup: { tags } }) =>
        tags.flatMap((tag) => checkReferences(page, tag, tags, recordings)),
      ),
    ),
  ]
}

/** Reads all recordings below `root`, and says what is wrong with their files. */
export function readRecordings(root: string): { recordings: Recordings; findings: Finding[] } {
  const recordings: Recordings = new Map()
  const findings: Finding[] = []
  for (const file of globSync('recordings/*.json', { cwd: root }).sort()) {
    const name = basename(file, '.json')
    const result = recordingOr(join(root, file))
    recordings.set(name, typeof result === 'string' ? undefined : result)
    const message = typeof result === 'string' ? result : staleness(root, name, result)
    if (message) findings.push({ file, line: 1, column: 1, rule: 'recording', message })
  }
  return { recordings, findings }
}

/** The recording, or what is wrong with its file. */
function recordingOr(path: string): Recording | string {
  try {
    return readRecording(path, 'The recording')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return error.message.replaceAll(/\s+/g, ' ')
  }
}

function staleness(root: string, name: string, { name: own, source }: Recording): string | undefined {
  if (own !== name) return `The recording calls itself "${own}": the file must be called recordings/${own}.json.`
  const path = join(root, source.file)
  if (!existsSync(path)) {
    return `Its program ${source.file} does not exist: delete the recording or restore the program.`
  }
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
  if (sha256 === source.sha256) return undefined
  return `${source.file} has changed since it was recorded. Run npm run record -- ${name}`
}

function checkSnippets(root: string): Finding[] {
  return globSync('snippets/*.rs', { cwd: root })
    .sort()
    .flatMap((file) => {
      const name = basename(file, '.rs')
      if (existsSync(join(root, 'recordings', `${name}.json`))) return []
      const message = `This program has no recording. Run npm run record -- ${name}`
      return [{ file, line: 1, column: 1, rule: 'recording', message }]
    })
}
