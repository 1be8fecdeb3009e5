/** One run of a program under gdb: prepares it, starts it, hands back what the script saw. */
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readEvents, type RawEvent } from './events.ts'
import type { Plan, PlanFiles } from './plan.ts'

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), '../gdb/memory.py')

/**
 * Where runs live. Stack addresses depend on the length of the program's path, so it must not come
 * from the environment.
 */
const ROOT = '/tmp/trace-'

/** What a run gives. */
export interface Session {
  events: RawEvent[]
  stdout: string
  stderr: string
  /** Path that the program ran under. */
  program: string
  /** The run was stopped because it took too long. */
  timedOut: boolean
}

/** How a run is bounded. */
export interface SessionLimits {
  stepLimit: number
  /** Bytes (`RLIMIT_STACK`). */
  stackLimit: number
  /** Milliseconds; a program that sleeps or waits is stopped then. */
  timeout: number
  signal?: AbortSignal
}

/** Ends gdb; the kernel ends the traced program with it (`PTRACE_O_EXITKILL`). */
function runGdb(
  plan: string,
  program: string,
  limits: SessionLimits,
): Promise<{ timedOut: boolean; said: string }> {
  const gdb = process.env.GDB ?? 'gdb'
  const child = spawn(
    gdb,
    ['-nx', '-q', '-batch', '-iex', 'set auto-load off', '-x', SCRIPT, program],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH ?? '/usr/bin:/bin',
        LC_ALL: 'C',
        SHELL: '/bin/sh',
        MEMORY_PLAN: plan,
        PYTHONDONTWRITEBYTECODE: '1',
      },
    },
  )
  return new Promise((resolve, reject) => {
    let said = ''
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      child.kill('SIGKILL')
    }, limits.timeout)
    const abort = () => child.kill('SIGKILL')
    limits.signal?.addEventListener('abort', abort)
    child.stdout.on('data', (data: Buffer) => (said += data.toString()))
    child.stderr.on('data', (data: Buffer) => (said += data.toString()))
    child.on('error', (error) => reject(new Error(`cannot start ${gdb}: ${error.message}`)))
    child.on('close', () => {
      clearTimeout(timer)
      limits.signal?.removeEventListener('abort', abort)
      if (limits.signal?.aborted) reject(new Error('the recording was interrupted'))
      else resolve({ timedOut, said })
    })
  })
}

/**
 * Runs `binary` under gdb as `plan` says. Throws when gdb cannot be started, dies before it has
 * told how the program ended, or the recording is interrupted; leaves no file and no process.
 */
export async function runSession(
  binary: string,
  makePlan: (files: PlanFiles) => Plan,
  limits: SessionLimits,
): Promise<Session> {
  const directory = await mkdtemp(ROOT)
  try {
    const file = (name: string) => join(directory, name)
    await mkdir(file('cwd'))
    await copyFile(binary, file('program'))
    const plan = makePlan({
      program: file('program'),
      cwd: file('cwd'),
      events: file('events'),
      stdout: file('stdout'),
      stderr: file('stderr'),
      stackLimit: limits.stackLimit,
      stepLimit: limits.stepLimit,
    })
    await writeFile(file('plan'), JSON.stringify(plan))
    const { timedOut, said } = await runGdb(file('plan'), file('program'), limits)
    const read = (name: string) => readFile(file(name), 'utf8').catch(() => '')
    const events = readEvents(await read('events'))
    if (!timedOut && events.at(-1)?.event !== 'end') {
      throw new Error(`gdb ended before the program did: ${said.trim().split('\n').slice(-8).join('\n')}`)
    }
    return {
      events,
      program: file('program'),
      stdout: await read('stdout'),
      stderr: await read('stderr'),
      timedOut,
    }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
