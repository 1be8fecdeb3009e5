import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/**
 * Starts `npm run record -- …` in a directory; gives the process and its end.
 *
 * @param limits What the shell does before, `ulimit -S -s 16384`.
 */
export function startCli(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}, limits = ':') {
  const inherited = { ...process.env }
  delete inherited.INIT_CWD
  const command = ['-c', `${limits} && exec "$@"`, 'sh', process.execPath, CLI, ...args]
  const child = spawn('/bin/sh', command, { cwd, env: { ...inherited, ...env } })
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
export function runCli(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}, limits?: string): Promise<CliResult> {
  return startCli(args, cwd, env, limits).ended
}

/** A directory for `PATH`, below `dir`, with only these programs, a shell script for each. */
export function pathWith(dir: string, scripts: Record<string, string>): string {
  const bin = mkdtempSync(join(dir, 'bin-'))
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  return bin
}

/** Where a program is on the `PATH`, or undefined. */
export function onPath(program: string): string | undefined {
  const places = (process.env.PATH ?? '').split(':')
  return places.map((place) => join(place, program)).find((file) => existsSync(file))
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
