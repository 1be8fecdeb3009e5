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

/** A process's line in `/proc`, or nothing when it has gone meanwhile. */
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}
