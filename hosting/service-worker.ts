/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import type { PrecacheEntry } from 'workbox-precaching'

/** All files of the deck, put here when it is built; see `precached`. */
declare const PRECACHED: PrecacheEntry[]
declare const self: ServiceWorkerGlobalScope

// Slides stand behind the `#` and what is asked of them behind the `?`: every address is the same file.
precacheAndRoute(PRECACHED, { ignoreURLParametersMatching: [/./], cleanURLs: false })
cleanupOutdatedCaches()

// The first visit's page is served too, so that it goes on when the network goes. A new version takes over when no page
// shows the old one any more: nobody's slides change while they are shown.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
