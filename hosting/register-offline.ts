/** How long the deck waits after its first view until it fetches the rest for a visit without a network, ms. */
const PATIENCE = 4000

/**
 * Registers the service worker that keeps the deck for visits without a network: in builds, where the browser has
 * service workers, and only once the page has been idle for a while.
 */
export async function registerOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  await new Promise((resolve) => setTimeout(resolve, PATIENCE))
  try {
    await navigator.serviceWorker.register('./service-worker.js')
  } catch (error) {
    // A host without https, or a viewer who forbids it: the deck works as long as the network does.
    console.info('The deck is not kept for offline use:', error)
  }
}
