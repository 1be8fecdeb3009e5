import type { Plugin } from 'vite'
import type { Recording } from '../recorder/schema.ts'
import type { Recorded } from '../scene/recorded.ts'
import { readRecording, recordingPath } from './read-recording.ts'
import { rustLines } from './rust-lines.ts'

const MODULE = /^virtual:recording\/([a-z0-9-]+)(\/trace)?$/

/**
 * Vite plugin: `virtual:recording/<name>` is a recording without its traces, with highlighted
 * source; `virtual:recording/<name>/trace` the whole.
 */
export function recordingModules(): Plugin {
  return {
    name: 'recording-modules',
    resolveId(id) {
      return MODULE.test(id) ? `\0${id}` : undefined
    },
    async load(id) {
      const match = id.startsWith('\0') ? MODULE.exec(id.slice(1)) : null
      const name = match?.[1]
      if (!name) return undefined
      this.addWatchFile(recordingPath(name))
      const recording = readRecording(name)
      const recorded: Recorded = {
        ...(match[2] ? recording : withoutTraces(recording)),
        highlighted: await rustLines(recording.source.text),
      }
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(recorded))})`
    },
  }
}

function withoutTraces(recording: Recording): Recording {
  const builds = Object.entries(recording.builds).map(([name, build]) => {
    const { trace: _trace, ...rest } = build
    return [name, rest] as const
  })
  return { ...recording, builds: Object.fromEntries(builds) }
}
