import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** `bytes` as a person reads them, in powers of 1000: `812 kB`, `2.4 MB`. */
export function humanSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** The number of files below a folder and the sum of their sizes in bytes. */
export async function folderSize(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/**
 * Says what is going on: on a terminal one line that counts the seconds, elsewhere a line a message.
 * `done` ends it; call it in any case.
 */
export function startProgress(first: string): { say: (message: string) => void; done: () => void } {
  const started = Date.now()
  const terminal = process.stderr.isTTY
  let message = first
  const draw = () => {
    const seconds = Math.round((Date.now() - started) / 1000)
    process.stderr.write(terminal ? `\r\u001B[K${message} … ${seconds} s` : `${message} …\n`)
  }
  draw()
  const timer = terminal ? setInterval(draw, 1000) : undefined
  return {
    say(next) {
      if (next === message) return
      message = next
      draw()
    },
    done() {
      clearInterval(timer)
      if (terminal) process.stderr.write('\r\u001B[K')
    },
  }
}
