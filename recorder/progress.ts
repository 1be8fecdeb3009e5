import pc from 'picocolors'
import type { WriteStream } from 'node:tty'

/** Shows what the recorder does: on a terminal a status line, else plain lines of results only. */
export type Progress = {
  /** Program `name` is at `text` now. */
  doing: (name: string, text: string) => void
  /** Nothing is done with `name` any more. */
  done: (name: string) => void
  /** A line that stays. */
  line: (text: string) => void
  /** A line that stays, on stderr. */
  error: (text: string) => void
  /** Takes the status line away. */
  close: () => void
}

/**
 * Opens the progress display on a stream, usually stdout. When its reader goes away, as `head -1` does, what
 * is left to say is dropped: recordings are worth more than their lines.
 */
export function openProgress(stream: WriteStream): Progress {
  const at = new Map<string, string>()
  const out = untilClosed(stream)
  const errors = untilClosed(process.stderr)
  const clear = () => {
    if (stream.isTTY) out('\r\u001b[K')
  }
  const draw = () => {
    if (!stream.isTTY || at.size === 0) return
    const text = [...at].map(([name, what]) => `${name} ${what}`).join(' · ')
    out(pc.dim(text.slice(0, stream.columns - 1)))
  }
  const above = (write: () => void) => {
    clear()
    write()
    draw()
  }
  return {
    doing: (name, text) => above(() => at.set(name, text)),
    done: (name) => above(() => at.delete(name)),
    line: (text) => above(() => out(`${text}\n`)),
    error: (text) => above(() => errors(`${process.stderr.isTTY ? pc.red(text) : text}\n`)),
    close: () => {
      at.clear()
      clear()
    },
  }
}

/** Writes to a stream as long as somebody reads it. */
export function untilClosed(stream: WriteStream): (text: string) => void {
  let closed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    closed = true
  })
  return (text) => {
    if (!closed) stream.write(text)
  }
}
