import type { Plugin } from 'vite'
import type { Recorded } from '../scene/recorded.ts'
import { decodeRequest } from './asm-request.ts'
import { readAsmScene, readHighlighted } from './read-asm-scene.ts'
import { recordingPath } from './read-recording.ts'

const RECORDING = /^virtual:recording\/([a-z0-9-]+)(\/trace|\/run)?$/
const SCENE = /^virtual:rust-to-asm\/([\w-]+)$/

/**
 * Vite plugin: `virtual:recording/<name>` is a recording without its traces, with highlighted
 * source; `virtual:recording/<name>/run` without its listings too; `virtual:recording/<name>/trace` the whole; `virtual:rust-to-asm/<request>` the scene of
 * a `RustToAsm`, the request encoded by `encodeRequest`.
 */
export function recordingModules(): Plugin {
  return {
    name: 'recording-modules',
    resolveId(id) {
      return RECORDING.test(id) || SCENE.test(id) ? `\0${id}` : undefined
    },
    async load(id) {
      if (!id.startsWith('\0')) return undefined
      const [, name, part] = RECORDING.exec(id.slice(1)) ?? []
      const [, encoded] = SCENE.exec(id.slice(1)) ?? []
      if (name) {
        this.addWatchFile(recordingPath(name))
        const recorded = await readHighlighted(name)
        if (part === '/trace') return moduleOf(recorded)
        return moduleOf(part === '/run' ? withoutListings(withoutTraces(recorded)) : withoutTraces(recorded))
      }
      if (!encoded) return undefined
      const request = decodeRequest(encoded)
      for (const one of request.recordings) this.addWatchFile(recordingPath(one))
      return moduleOf(await readAsmScene(request))
    },
  }
}

/** Data as a module: browsers parse JSON faster than an object literal. */
function moduleOf(data: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))})`
}

function withoutTraces(recorded: Recorded): Recorded {
  const builds = Object.entries(recorded.builds).map(([name, build]) => {
    const { trace: _trace, ...rest } = build
    return [name, rest] as const
  })
  return { ...recorded, builds: Object.fromEntries(builds) }
}

function withoutListings(recorded: Recorded): Recorded {
  const builds = Object.entries(recorded.builds).map(([name, build]): [string, typeof build] => [
    name,
    { ...build, listings: [] },
  ])
  return { ...recorded, builds: Object.fromEntries(builds) }
}
