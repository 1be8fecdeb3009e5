/** The cache of what the open lab fetched; the service worker answers from it. */
const CACHE = 'lab'

/** Keeps the lab's files for a visit without a network. Where a page may keep nothing, nothing is kept. */
export async function keepOffline(): Promise<void> {
  if (!('caches' in globalThis)) return
  const fetched = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /\/assets\/(?:LabBench-[^/]*|lab-[^/]*\.wasm)$/.test(name))
  try {
    await (await caches.open(CACHE)).addAll([...new Set(fetched)])
  } catch (error) {
    console.info('The lab is not kept for a visit without a network:', error)
  }
}
