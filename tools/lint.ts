import { execFile } from 'node:child_process'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import pc from 'picocolors'
import { countFindings, type Finding, formatFindings } from './lint/finding.ts'
import { lintDeck } from './lint/lint-deck.ts'
import { findUnused } from './lint/unused.ts'

const ROOT = `${import.meta.dirname}/..`

/** What ESLint finds in the project's TypeScript and Vue files, after mending what it can if asked. */
async function lintCode(root: string, fix: boolean): Promise<Finding[]> {
  // Loaded here because it is slow to load and the deck's rules do without it.
  const { ESLint } = await import('eslint')
  const eslint = new ESLint({ cwd: root, fix })
  const results = await eslint.lintFiles(['.'])
  if (fix) await ESLint.outputFixes(results)
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message }) => ({
      file: relative(root, filePath).split(sep).join('/'),
      line: line || 1,
      column: column || 1,
      rule: ruleId ?? 'syntax',
      message: message.replace(/\s+/g, ' '),
    })),
  )
}

/** Files that Prettier would lay out otherwise, after laying them out if asked. */
async function lintFormat(root: string, fix: boolean): Promise<Finding[]> {
  const prettier = fileURLToPath(import.meta.resolve('prettier/bin/prettier.cjs'))
  const options = [...(fix ? ['--write'] : []), '--list-different', '.']
  const { stdout, code } = await new Promise<{ stdout: string; code: number }>((resolve, reject) => {
    execFile(process.execPath, [prettier, ...options], { cwd: root }, (error, stdout, stderr) => {
      // Prettier exits with 1 where files differ, with 2 where it could not read one.
      if (error?.code === 2) reject(new Error(stderr))
      else resolve({ stdout, code: error ? 1 : 0 })
    })
  })
  if (fix && code === 0) return []
  const message = 'Its layout differs from Prettier’s: npm run format.'
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((file) => ({ file, line: 1, column: 1, rule: 'format', message }))
}

/** What cspell finds in the deck's and the readers' text. */
async function lintSpelling(root: string): Promise<Finding[]> {
  // Loaded here because its dictionaries are slow to load.
  const { checkSpelling } = await import('./lint/spelling.ts')
  return checkSpelling(root)
}

const program = new Command('npm run lint --')
  .description(
    'Checks the code (ESLint, Prettier, knip), the deck (what Slidev builds although it is wrong) and the spelling.',
  )
  .option('--code', 'check the code only')
  .option('--deck', 'check the deck only, with its spelling')
  .option('--fix', 'mend the code where ESLint and Prettier can')
  .addHelpText('after', '\nExit codes: 0 nothing found, 1 something found, 2 the check itself failed.')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()

const { code, deck, fix = false } = program.opts<{ code?: boolean; deck?: boolean; fix?: boolean }>()
const both = code === deck

try {
  const findings = [
    ...(both || code
      ? [...(await lintCode(ROOT, fix)), ...(await lintFormat(ROOT, fix)), ...(await findUnused(ROOT))]
      : []),
    ...(both || deck ? [...(await lintDeck(ROOT)), ...(await lintSpelling(ROOT))] : []),
  ]
  const { dim, red } = pc.createColors(process.stdout.isTTY && pc.isColorSupported)
  if (findings.length > 0) {
    console.log(formatFindings(findings, (part, text) => (part === 'place' ? dim(text) : red(text))))
  }
  console.log(`${findings.length === 0 ? '' : '\n'}${countFindings(findings)}`)
  process.exitCode = findings.length === 0 ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
