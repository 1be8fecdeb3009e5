/** What the bundler tells of a module. */
interface ModuleInfo {
  /** The modules that it imports statically. */
  importedIds: readonly string[]
}

/** How the bundler is asked for a module. */
interface Bundle {
  getModuleInfo: (id: string) => ModuleInfo | null
}

/** Modules that are needed until the first click has worked: the app, its slide view and the first two slides. */
const FIRST = [/\/@slidev\/client\/main\.ts$/, /\/@slidev\/client\/pages\/play\.vue$/, /^\/@slidev\/slides\/[12]\/md$/]

/**
 * Names the chunk of a module, for Rollup's `manualChunks`: `deck` is all that the first view and the first click
 * need, in one file, so that a viewer far away does not wait for one round trip after another; `speaker-notes` all
 * notes, which only a speaker reads. The bundler places all others by itself.
 */
export function makeChunkNames(): (id: string, bundle: Bundle) => string | undefined {
  const first = new Set<string>()
  const visit = (id: string, bundle: Bundle): void => {
    if (first.has(id)) return
    first.add(id)
    for (const imported of bundle.getModuleInfo(id)?.importedIds ?? []) visit(imported, bundle)
  }
  return (id, bundle) => {
    if (FIRST.some((pattern) => pattern.test(id))) visit(id, bundle)
    if (first.has(id)) return 'deck'
    return id.startsWith('\0virtual:speaker-note/') ? 'speaker-notes' : undefined
  }
}
