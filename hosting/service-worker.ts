/// <reference lib="webworker" />
import { cleanupOutdatedCaches, getCacheKeyForURL, precacheAndRoute } from 'workbox-precaching'
import type { PrecacheEntry } from 'workbox-precaching'
import { registerRoute } from 'workbox-routing'
import { keptAddress } from './kept-address.ts'
import { LAB_FILE } from './lab-files.ts'

/** All files of the deck, put here when it is built; see `precached`. */
declare const PRECACHED: PrecacheEntry[]
declare const self: ServiceWorkerGlobalScope

const scope = new URL('./', self.location.href)
const keptAt = (url: URL) => keptAddress(url, scope, (address) => getCacheKeyForURL(address) !== undefined)
const ledTo = (url: URL) => {
  const kept = keptAt(url)
  return kept && 'redirect' in kept ? kept : undefined
}

// Slides stand behind the `#` and what is asked of them behind the `?`: every address is the same file.
precacheAndRoute(PRECACHED, {
  cleanURLs: false,
  urlManipulation: ({ url }) => {
    const kept = keptAt(url)
    return kept && 'file' in kept ? [kept.file] : []
  },
})
// A page is never answered with that of another folder: its relative addresses would lead elsewhere.
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && ledTo(url) !== undefined,
  async ({ request, url }) => {
    const led = ledTo(url)
    if (led?.isFolder) return Response.redirect(led.redirect.href)
    try {
      return await fetch(request)
    } catch (error) {
      // Without a network no host answers what is unknown.
      if (!led) throw error
      return Response.redirect(led.redirect.href)
    }
  },
)
// Files of the lab are kept by the page that opened it; their names change with their content.
registerRoute(
  ({ url }) => url.origin === scope.origin && LAB_FILE.test(url.pathname),
  async ({ request }) => (await caches.match(request.url)) ?? fetch(request),
)
cleanupOutdatedCaches()

// The first visit's page is served too, so that it goes on when the network goes. A new version takes over when no page
// shows the old one any more: nobody's slides change while they are shown.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
