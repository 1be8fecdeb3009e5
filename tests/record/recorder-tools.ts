import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type Recording, recording as recordingSchema } from '../../recorder/schema.ts'

const CLI = join(import.meta.dirname, '../../recorder/cli.ts')

/** A directory that is removed after the tests of a file. */
export function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'recorder-test-'))
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true })
  })
  return dir
}

/** How the command line ended. */
export type CliResult = { code: number | null; stdout: string; stderr: string }

/** Starts `npm run record -- …` in a directory; gives the process and its end. */
export function startCli(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}) {
  const inherited = { ...process.env }
  delete inherited.INIT_CWD
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...inherited, ...env } })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, stdout, stderr })
    })
  })
  return { child, ended }
}

/** Runs `npm run record -- …` in a directory. */
export function runCli(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<CliResult> {
  return startCli(args, cwd, env).ended
}

/** Writes `<dir>/<name>.rs`, records it into `dir` in this environment and reads the recording. */
export async function recordText(name: string, text: string, dir: string, env: NodeJS.ProcessEnv, ...args: string[]) {
  writeFileSync(join(dir, `${name}.rs`), text)
  const result = await runCli([`${name}.rs`, '--out', dir, ...args], dir, env)
  if (result.code !== 0) throw new Error(result.stderr)
  return { ...result, recording: readJson(join(dir, `${name}.json`)) }
}

/** A recording of a file, checked against the schema. */
export function readJson(file: string): Recording {
  return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}
