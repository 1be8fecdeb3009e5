import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** A process that runs. */
export type StartedProcess = { pid: number; name: string }

/**
 * The processes that one started, and those that they started, by Linux' `/proc` (proc_pid_stat(5)); none elsewhere.
 * @param parent a process id.
 */
export function processesBelow(parent: number): StartedProcess[] {
  if (!existsSync('/proc')) return []
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const all = pids.flatMap((pid) => {
    const [, name = '', owner] = /\((.*)\) \S (\d+)/.exec(statOf(pid)) ?? []
    return owner === undefined ? [] : [{ pid: Number(pid), name, owner: Number(owner) }]
  })
  const children = (of: number): StartedProcess[] =>
    all.filter(({ owner }) => owner === of).flatMap(({ pid, name }) => [{ pid, name }, ...children(pid)])
  return children(parent)
}

/** Whether a process runs: one that has ended and that nobody has asked about yet does not. */
export function isRunning(pid: number): boolean {
  return !/^$|\) Z/.test(statOf(String(pid)))
}

/** What a process does, by the letter of proc_pid_stat(5): `R` runs, `S` sleeps; nothing when it has gone. */
export function stateOf(pid: number | string): string | undefined {
  return /.*\) (\S)/.exec(statOf(String(pid)))?.[1]
}

/** Linux's numbers of the calls by which std lets time pass, on x86-64: `nanosleep`, `clock_nanosleep`. */
const SLEEPS = ['35', '230']
/** The one by which threads wait for one another; its fourth argument is the address of a timeout, or 0. */
const FUTEX = '202'

/** Whether a thread of a process waits for a time to come (proc_pid_syscall(5)). */
export function waitsForTheClock(pid: number): boolean {
  return tasksOf(pid).some((task) => {
    if (stateOf(`${pid}/task/${task}`) !== 'S') return false
    const [call = '', , , , timeout] = textOf(`/proc/${pid}/task/${task}/syscall`).split(' ')
    return SLEEPS.includes(call) || (call === FUTEX && Number(timeout) !== 0)
  })
}

/** Ids of a process's threads; none when it has gone. */
function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** A process's line in `/proc`, or nothing when it has gone meanwhile. */
function statOf(pid: string): string {
  return textOf(`/proc/${pid}/stat`)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
