import type { KernelCall, Recording } from '../recorder/schema.ts'
import { callsByLine, type LineCalls } from './calls-by-line.ts'
import type { CodeLine, HighlightedSource } from './code-lines.ts'
import { bytesText } from './stage/text.ts'

/** A line of code, its calls of the allocator, and the allocator's calls of the kernel for it. */
export type KernelLine = CodeLine & { allocator: LineCalls; kernel: KernelCall[] }

/**
 * The lines of a region with their calls of the allocator and of the kernel's memory calls.
 * @throws when the recording has no such region, or the build did not record the kernel's calls.
 */
export function kernelByLine(recording: Recording & HighlightedSource, region: string, build: string): KernelLine[] {
  const calls = recording.builds[build]?.run?.kernel
  if (!calls) throw new Error(`${recording.name} has no kernel calls in ${build}; its program needs //@ kernel`)
  return callsByLine(recording, region, [build]).map(({ builds: [allocator], ...line }) => {
    if (!allocator) throw new Error(`${recording.name} was not run in ${build}`)
    return { ...line, allocator, kernel: calls.filter((call) => call.line === line.number) }
  })
}

/** `mmap 1,052,672 B`; a range given back has its bytes too. */
export function sayKernelCall({ name, size }: KernelCall): string {
  return `${name} ${bytesText(Math.abs(size))}`
}
