import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runLimits, watchRun } from '../../recorder/run-limits.ts'
import { processesBelow, waitsForTheClock } from '../../recorder/started-processes.ts'

const dir = mkdtempSync(join(tmpdir(), 'run-limits-'))
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) process.kill(-child.pid!, 'SIGKILL')
  rmSync(dir, { recursive: true })
})

/** A process that stands for the debugger, and does what a shell is told to. */
function start(script: string): number {
  const child = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  started.push(child)
  return child.pid!
}

/** A watched run with a clock that is set by hand. */
function watched(seconds: number) {
  const files = { log: join(dir, 'log'), stdout: join(dir, 'stdout'), stderr: join(dir, 'stderr') }
  for (const file of Object.values(files)) writeFileSync(file, '')
  let time = 0
  const watch = watchRun(files, seconds, () => time)
  const after = (milliseconds: number, pid: number) => {
    time += milliseconds
    return watch(pid)
  }
  return { files, after }
}

const hasProc = existsSync('/proc/self/syscall')

const silence = { kind: 'limit', what: 'seconds', limit: 3 }

describe.skipIf(!hasProc)('a run that is watched', () => {
  // It waits for a line that nobody writes.
  const waiting = start('read line')

  test('ends after three seconds in which it writes nothing', async () => {
    // Linux's call 0 is `read`; its argument here is the standard input.
    await expect.poll(() => readFileSync(`/proc/${waiting}/syscall`, 'utf8')).toMatch(/^0 0x0 /)
    const { files, after } = watched(100)
    expect(after(2900, waiting)).toBeUndefined()
    appendFileSync(files.log, 'event\n')
    expect(after(200, waiting)).toBeUndefined()
    appendFileSync(files.stdout, 'printed\n')
    expect(after(2900, waiting)).toBeUndefined()
    expect(after(2900, waiting)).toBeUndefined()
    expect(after(200, waiting)).toEqual(silence)
  })

  test('goes on while it waits for the clock, up to its own limit', async () => {
    const sleeper = start('sleep 1000; :')
    const { after } = watched(10)
    await expect.poll(() => processesBelow(sleeper).some(({ pid }) => waitsForTheClock(pid))).toBe(true)
    expect(after(4000, sleeper)).toBeUndefined()
    expect(after(5000, sleeper)).toBeUndefined()
    expect(after(2000, sleeper)).toEqual({ kind: 'limit', what: 'seconds', limit: 10 })
  })

  test('ends when it prints too much', () => {
    const { files, after } = watched(10)
    truncateSync(files.stdout, 17 * 1024 * 1024)
    expect(after(0, waiting)).toMatchObject({ what: 'output' })
  })
})

test('a trace may take longer than a run without steps, and both the longer the more steps are wanted', () => {
  expect(runLimits(2000, false)).toEqual({ calls: 4000, seconds: 10 })
  expect(runLimits(2000, true)).toEqual({ calls: 4000, seconds: 25 })
  expect(runLimits(10_000, false).seconds).toBe(50)
})
