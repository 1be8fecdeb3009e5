import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { PrecacheEntry } from 'workbox-precaching'
import type { About } from './index-page.ts'
import { LAB_FILE } from './lab-files.ts'
import { BUNDLED, type Licensed } from './licences.ts'

/** What the deck does without when there is no network: pictures for previews, hosts' files, other pages. */
const ONLINE_ONLY =
  /^(?:404\.html|preview\.png|service-worker\.js|vercel\.json|_[^/]*)$|(?:^|\/)\.[^/]*$|\.(?:pdf|map)$/
/** A file whose name changes with its content. */
const HASHED = /^assets\/.*-[\w-]{8}\.\w+$/

/**
 * The files that a service worker keeps, in the order of their names. A file without a hash in its name gets its
 * content's, so that a new version is told from an old one.
 * @param folder the built deck.
 */
export async function precached(folder: string): Promise<PrecacheEntry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !ONLINE_ONLY.test(file) && !LAB_FILE.test(file))
    .sort()
  return Promise.all(
    files.map(async (file) => {
      if (HASHED.test(file)) return { url: file, revision: null }
      return {
        url: file,
        revision: createHash('sha256')
          .update(await readFile(join(folder, file)))
          .digest('hex'),
      }
    }),
  )
}

/**
 * Writes `service-worker.js`, which keeps the files of a built deck. Last of all, when the others are finished.
 * @returns the names of the packages of which it has a part.
 */
export async function buildServiceWorker(folder: string): Promise<string[]> {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: {
      PRECACHED: JSON.stringify(await precached(folder)),
      'process.env.NODE_ENV': JSON.stringify('production'),
    },
    build: {
      outDir: folder,
      emptyOutDir: false,
      license: { fileName: BUNDLED },
      lib: {
        entry: fileURLToPath(new URL('service-worker.ts', import.meta.url)),
        formats: ['iife'],
        name: 'deck',
        fileName: () => 'service-worker.js',
      },
    },
  })
  const list = join(folder, BUNDLED)
  const bundled = JSON.parse(await readFile(list, 'utf8')) as Licensed[]
  await rm(list)
  return bundled.map(({ name }) => name)
}

/** The web manifest, which makes the deck installable. All addresses are relative to it. */
export function webManifest({ title, description, language }: About): string {
  return `${JSON.stringify(
    {
      name: title,
      short_name: 'Allocations',
      description,
      lang: language,
      id: './',
      start_url: './',
      scope: './',
      display: 'standalone',
      display_override: ['fullscreen', 'standalone'],
      orientation: 'any',
      background_color: '#fcfcfa',
      theme_color: '#fcfcfa',
      icons: [
        { src: './favicon.svg', sizes: 'any', type: 'image/svg+xml' },
        { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
        { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
      ],
    },
    undefined,
    2,
  )}\n`
}
