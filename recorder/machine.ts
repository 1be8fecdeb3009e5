import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, type } from 'node:os'
import type { Times } from './schema.ts'

/** What times were measured on, without anything that names the one machine. */
export function describeMachine(): Times['machine'] {
  const kernel = `${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? release()}`
  return {
    cpu: cpus()[0]?.model.replace(/\s+/g, ' ').trim() || 'an unnamed processor',
    cores: availableParallelism(),
    system: [kernel, distribution(), libc()].filter(Boolean).join(', '),
  }
}

/** As os-release(5) names it: `Debian GNU/Linux 12 (bookworm)`. */
function distribution(): string | undefined {
  try {
    return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The C library's version where it is glibc; Node is linked to the same one as the measured program. */
function libc(): string | undefined {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  const version = report.header?.glibcVersionRuntime
  return version && `glibc ${version}`
}
