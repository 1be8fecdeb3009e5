/** The cache of what the open lab fetched; the service worker answers from it. */
const CACHE = 'lab'

/**
 * Keeps the lab's files for a visit without a network. Where a page may keep nothing, nothing is kept.
 * @param files are the addresses of all that only an open lab fetches.
 */
export async function keepOffline(files: readonly string[]): Promise<void> {
  if (!('caches' in globalThis)) return
  try {
    await (await caches.open(CACHE)).addAll([...files])
  } catch (error) {
    console.info('The lab is not kept for a visit without a network:', error)
  }
}
