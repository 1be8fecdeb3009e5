import { spawn } from 'node:child_process'
import { Refused } from './refused.ts'
import { processesBelow } from './started-processes.ts'

/** How a child process is run. Times are milliseconds, sizes bytes. */
export type ProcessOptions = {
  cwd?: string
  /** The whole environment of the child; nothing else is inherited. */
  env?: NodeJS.ProcessEnv
  /** Ends the child, with its own children, after this time. */
  timeout?: number
  /** Ends the child, with its own children, when it fires (Ctrl-C). */
  signal?: AbortSignal
  /** Text for the child's stdin; without it stdin is empty. */
  input?: string
  /** Looked at every 100 ms with the child's process id; the child is ended when it is true. */
  endWhen?: (pid: number) => boolean
}

/** How a child process ended and what it printed. */
export type ProcessResult = {
  stdout: string
  stderr: string
  /** Exit code, or null when a signal ended it. */
  code: number | null
  signal: NodeJS.Signals | null
  /** Set when the recorder ended it: its time was over, or `endWhen` said so. */
  ended?: 'timeout' | 'endWhen'
}

/** What ends each child that still runs. */
const running = new Set<() => void>()
process.on('exit', () => running.forEach((endGroup) => endGroup()))

/**
 * Runs a program in a process group of its own and waits for it. Whenever the recorder ends the
 * child, the whole group goes with it, and all that was started below it: no gdb, no linker and no program stays behind.
 *
 * @throws Refused when the program cannot be started, or when `signal` fired.
 */
export function runProcess(program: string, args: string[], options: ProcessOptions = {}): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) return reject(new Refused('interrupted'))
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let ended: ProcessResult['ended']
    const endGroup = () => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      // gdb gives the program a group of its own, and asks the kernel to end it with itself only once it has stopped.
      for (const pid of [-child.pid, ...processesBelow(child.pid).map((one) => one.pid)]) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch (error) {
          // It may have gone between the check and the call.
          if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
        }
      }
    }
    const end = (why: NonNullable<ProcessResult['ended']>) => {
      ended ??= why
      endGroup()
    }
    const timer = options.timeout ? setTimeout(() => end('timeout'), options.timeout) : undefined
    const look = () => {
      if (child.pid !== undefined && options.endWhen?.(child.pid)) end('endWhen')
    }
    const watch = options.endWhen ? setInterval(look, 100) : undefined
    options.signal?.addEventListener('abort', endGroup)
    running.add(endGroup)
    const settle = () => {
      clearTimeout(timer)
      clearInterval(watch)
      options.signal?.removeEventListener('abort', endGroup)
      running.delete(endGroup)
    }

    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    // A child that does not read its stdin closes it early: EPIPE says nothing about its work.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle()
      const why = error.code === 'ENOENT' ? 'it is not installed' : error.message
      reject(new Refused(`cannot run ${program}: ${why}`))
    })
    child.on('close', (code, signal) => {
      settle()
      if (options.signal?.aborted) return reject(new Refused('interrupted'))
      resolve({
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        code,
        signal,
        ended,
      })
    })
  })
}
