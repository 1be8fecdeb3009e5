import { fileURLToPath } from 'node:url'
import { join, relative, sep } from 'node:path'
import { lint } from 'cspell'
import { byPlace, type Finding } from './finding.ts'

/**
 * Words that neither British English nor `words.txt` knows, in what viewers and readers read:
 * `cspell.json` says in which files and in which parts of them.
 * @param files paths or globs below `root`; those of `cspell.json` by default
 * @throws when cspell cannot read its configuration or a file.
 */
export async function checkSpelling(root: string, files: string[] = []): Promise<Finding[]> {
  const findings: Finding[] = []
  const failures: string[] = []
  await lint(
    files,
    { root, config: join(root, 'cspell.json'), progress: false, summary: false, showContext: false, unique: false },
    {
      issue: ({ text, row, col, uri, isFlagged }) => {
        const path = uri ? fileURLToPath(uri) : root
        findings.push({
          file: relative(root, path).split(sep).join('/'),
          line: row,
          column: col,
          rule: 'spelling',
          message: isFlagged
            ? `"${text}" is not how this project spells it (British English).`
            : `"${text}" is in no dictionary. Correct it, or add it to words.txt if it is a term of the field.`,
        })
      },
      error: (message, error) => failures.push(`${message}: ${String(error)}`),
    },
  )
  if (failures.length > 0) throw new Error(`The spelling was not checked:\n${failures.join('\n')}`)
  return findings.sort(byPlace)
}
