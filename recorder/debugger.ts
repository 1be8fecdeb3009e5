import { mkdirSync, openSync, closeSync, readSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Refused } from './refused.ts'
import { sizeOf, watchRun } from './run-limits.ts'
import { runProcess } from './run-process.ts'
import type { ReachedLimit } from './run-limits.ts'

/** Stack limit of every recorded run, in bytes: Linux's usual 8 MiB. */
export const STACK_LIMIT = 8 * 1024 * 1024

/** Address space of a recorded run, in bytes: a program that never stops asking ends here. */
const ADDRESS_SPACE_LIMIT = 2 * 1024 ** 3

/** Bytes of stdout and of stderr that a recording keeps. */
const OUTPUT_LIMIT = 64 * 1024

/** Where Python keeps the scripts' modules compiled. */
const COMPILED = join(import.meta.dirname, '..', 'node_modules', '.cache', 'recorder', 'python')

/** What to run under gdb. */
export type DebugRun = {
  binary: string
  /** Directory for the run's own files, which must not exist before. */
  dir: string
  /** Absolute path of the Python script that runs inside gdb. */
  script: string
  /** What the script finds as JSON in the file that `RECORDER_SETTINGS` names. */
  settings: unknown
  /** The file that the script writes. */
  log: string
  /** Seconds after which gdb and the program are ended, on a machine that has nothing else to do. */
  seconds: number
  signal?: AbortSignal
}

/** How the run under gdb went; the script's own output is in the files that it wrote. */
export type DebugResult = {
  /** What the program printed, up to 64 KiB each; thread ids in panic messages are left out. */
  stdout: string
  stderr: string
  /** Set when the recorder ended the run. */
  ended?: ReachedLimit
}

/**
 * Runs an executable under gdb with a Python script, so that the run repeats to the byte: without
 * address randomisation, with an empty environment, in a directory of its own, stdin empty, stack
 * and address space limited.
 *
 * @throws Refused when gdb dies or its script fails, with what gdb says.
 */
export async function runUnderGdb(run: DebugRun): Promise<DebugResult> {
  mkdirSync(join(run.dir, 'cwd'), { recursive: true })
  const settings = join(run.dir, 'settings.json')
  const stdout = join(run.dir, 'stdout')
  const stderr = join(run.dir, 'stderr')
  await writeFile(settings, JSON.stringify(run.settings))
  const commands = [
    'set confirm off',
    'set pagination off',
    'set width 0',
    'set debuginfod enabled off',
    'set auto-load off',
    // Of libraries and of debug information that is installed apart nothing is read: neither is on every machine.
    'set auto-solib-add off',
    'set debug-file-directory',
    'set print finish off',
    'set disable-randomization on',
    'set startup-with-shell on',
    'set exec-wrapper env -i',
    `set cwd ${join(run.dir, 'cwd')}`,
    `set args < /dev/null > ${stdout} 2> ${stderr}`,
    `exec-file ${run.binary}`,
    `source ${run.script}`,
  ]
  const watch = watchRun({ log: run.log, stdout, stderr }, run.seconds)
  let ended: ReachedLimit | undefined
  // Soft limits: gdb and the program below it inherit them from this shell.
  const limits = `ulimit -S -c 0 && ulimit -S -s ${STACK_LIMIT / 1024} && ulimit -S -v ${ADDRESS_SPACE_LIMIT / 1024}`
  const gdb = ['gdb', '-nx', '-batch', '-q', ...commands.flatMap((command) => ['-ex', command])]
  const result = await runProcess('/bin/sh', ['-c', `${limits} && exec "$@"`, 'sh', ...gdb], {
    cwd: run.dir,
    env: {
      PATH: process.env.PATH,
      SHELL: '/bin/sh',
      LC_ALL: 'C.UTF-8',
      HOME: run.dir,
      RECORDER_SETTINGS: settings,
      PYTHONPYCACHEPREFIX: COMPILED,
    },
    signal: run.signal,
    endWhen: (pid) => {
      ended ??= watch(pid)
      return ended !== undefined
    },
  })
  if (result.ended === undefined && (result.code !== 0 || /^Python Exception|^Error/m.test(result.stderr))) {
    const how = result.signal ? `is killed by ${result.signal}` : `ends with ${result.code}`
    const said = `${result.stderr}\n${result.stdout}`.trim().split('\n').slice(-20).join('\n')
    throw new Refused(`gdb ${how} while it runs ${basename(run.binary)}:\n${said}`)
  }
  return {
    stdout: start(stdout),
    stderr: withoutThreadIds(start(stderr)),
    ...(result.ended && ended && { ended }),
  }
}

/**
 * rustc 1.95 puts the kernel's thread id into a panic message (`thread 'main' (4711) panicked`),
 * which differs in each run. What was left out stays marked.
 */
export function withoutThreadIds(text: string): string {
  return text.replace(/^(thread '.*') \(\d+\)/gm, '$1 (…)')
}

function start(file: string): string {
  const size = sizeOf(file)
  if (size === 0) return ''
  const buffer = Buffer.alloc(Math.min(size, OUTPUT_LIMIT))
  const opened = openSync(file, 'r')
  readSync(opened, buffer)
  closeSync(opened)
  const text = buffer.toString('utf8')
  return size > OUTPUT_LIMIT ? `${text}\n[${size - OUTPUT_LIMIT} bytes more]\n` : text
}
