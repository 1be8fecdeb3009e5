import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Finding } from './finding.ts'

/** What knip found, as its reporter `json` writes it: by kind, in the file that has it. */
type Report = { issues: ({ file: string } & Partial<Record<Kind, { name: string; line?: number; col?: number }[]>>)[] }

type Kind = keyof typeof MESSAGES

/** What to do about each kind of finding. */
const MESSAGES = {
  files: 'No file imports this one: take it away, or name it in knip.json if a tool finds it by its name.',
  exports: 'is exported and imported nowhere: take the export away.',
  types: 'is exported and used nowhere: take it away.',
  duplicates: 'is exported twice.',
  dependencies: 'is a dependency that nothing imports: npm uninstall it.',
  devDependencies: 'is a dependency that nothing imports: npm uninstall it.',
  unlisted: 'is imported and no dependency: npm install it.',
  unresolved: 'is imported and not there.',
  binaries: 'is run and comes with no dependency.',
} as const

/**
 * Exports, files and dependencies that nothing uses, by knip.
 * @param root the project's folder, with knip.json.
 * @throws with what knip printed when it cannot look.
 */
export async function findUnused(root: string): Promise<Finding[]> {
  const knip = join(dirname(createRequire(import.meta.url).resolve('knip')), '../bin/knip.js')
  const report = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, [knip, '--reporter', 'json'], { cwd: root }, (error, stdout, stderr) => {
      // It exits with 1 where it found something, with 2 where it could not look.
      if (error && error.code !== 1) reject(new Error(stderr || stdout))
      else resolve(stdout)
    })
  })
  return readReport(report)
}

/** The findings that knip's report has. */
function readReport(report: string): Finding[] {
  const { issues } = JSON.parse(report) as Report
  return issues.flatMap((issue) =>
    (Object.keys(MESSAGES) as Kind[]).flatMap((kind) =>
      (issue[kind] ?? []).map(({ name, line = 1, col = 1 }) => ({
        file: issue.file,
        line,
        column: col,
        rule: 'unused',
        message: kind === 'files' ? MESSAGES.files : `${name} ${MESSAGES[kind]}`,
      })),
    ),
  )
}
