import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, type } from 'node:os'
import type { Times } from './schema.ts'

/** What times were measured on, without anything that names the one machine. */
export function describeMachine(): Times['machine'] {
  const kernel = `${type()} ${/^\d+\.\d+/.exec(release())?.[0] ?? release()}`
  return {
    cpu: cpus()[0]?.model.replace(/\s+/g, ' ').trim() || 'an unnamed processor',
    cores: availableParallelism(),
    ...(isVirtual() ? { virtual: true as const } : {}),
    system: [kernel, distribution(), libc()].filter(Boolean).join(', '),
  }
}

/** Whether a hypervisor says that it is there: the processor flag of that name (proc_cpuinfo(5), CPUID leaf 1, ECX bit 31). */
function isVirtual(): boolean {
  return /^flags\s*:.*\bhypervisor\b/m.test(textOf('/proc/cpuinfo'))
}

/** As os-release(5) names it: `Debian GNU/Linux 12 (bookworm)`. */
function distribution(): string | undefined {
  return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(textOf('/etc/os-release'))?.[1]
}

/** What a file says; nothing where the system has none of that name. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** The C library's version where it is glibc; Node is linked to the same one as the measured program. */
function libc(): string | undefined {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  const version = report.header?.glibcVersionRuntime
  return version && `glibc ${version}`
}
