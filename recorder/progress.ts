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

/** Opens the progress display on a stream, usually stdout. */
export function openProgress(stream: WriteStream): Progress {
  const at = new Map<string, string>()
  const clear = () => {
    if (stream.isTTY) stream.write('\r\u001b[K')
  }
  const draw = () => {
    if (!stream.isTTY || at.size === 0) return
    const text = [...at].map(([name, what]) => `${name} ${what}`).join(' · ')
    stream.write(pc.dim(text.slice(0, stream.columns - 1)))
  }
  const above = (write: () => void) => {
    clear()
    write()
    draw()
  }
  return {
    doing: (name, text) => above(() => at.set(name, text)),
    done: (name) => above(() => at.delete(name)),
    line: (text) => above(() => stream.write(`${text}\n`)),
    error: (text) => above(() => process.stderr.write(`${process.stderr.isTTY ? pc.red(text) : text}\n`)),
    close: () => {
      at.clear()
      clear()
    },
  }
}
