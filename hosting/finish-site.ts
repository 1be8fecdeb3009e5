import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { load } from '@slidev/parser/fs'
import { makeCover } from './cover.ts'
import { hostFiles } from './host-files.ts'
import { type About, makeIndexPage } from './index-page.ts'
import { writeLicences } from './licences.ts'
import { buildServiceWorker, webManifest } from './offline.ts'

/** What `finishSite` needs to know. */
export interface SiteOptions {
  /** The project's folder, with slides.md. */
  root: string
  /** The folder that Slidev has built the deck into. */
  out: string
  /** The address where the deck will be found; without it link previews may not find their picture. */
  site?: string
}

/** The first slide's Markdown and what the headmatter says of the deck. */
async function readTalk(root: string): Promise<{ cover: string; about: About }> {
  const { headmatter, slides } = await load(
    { userRoot: root, roots: [root], allowedRoots: [root] },
    join(root, 'slides.md'),
  )
  const text = (key: string) => (typeof headmatter[key] === 'string' ? headmatter[key].trim() : '')
  return {
    cover: slides[0]?.content ?? '',
    about: {
      title: text('title'),
      description: text('info').replaceAll(/\s+/g, ' '),
      keywords: text('keywords'),
      language: text('lang') || 'en',
    },
  }
}

/** The script that stands in index.html, without its comments. */
export async function readFirstScript(): Promise<string> {
  const before = await readFile(new URL('before-app.js', import.meta.url), 'utf8')
  return before.replaceAll(/^\s*\/\/.*\n/gm, '').trim()
}

/**
 * Makes what Slidev has built a site that any static host serves: the cover in the HTML, a policy that allows nothing
 * foreign, link previews, a manifest and a service worker, the files that hosts look for, and the licences of all that
 * it brings.
 */
export async function finishSite({ root, out, site }: SiteOptions): Promise<void> {
  const { cover, about } = await readTalk(root)
  const script = await readFirstScript()
  const built = await readFile(join(out, 'index.html'), 'utf8')
  const files: Record<string, string> = {
    'index.html': makeIndexPage({ built, about, cover: await makeCover(cover), script, site }),
    'manifest.webmanifest': webManifest(about),
    ...hostFiles([script]),
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(out, path)), { recursive: true })
    await writeFile(join(out, path), text)
  }
  // Slidev's, for servers that rewrite; this deck's addresses need none, and a file that is missing should be missed.
  await rm(join(out, '_redirects'), { force: true })
  const licensed = await writeLicences(root, out)
  const unnamed = (await buildServiceWorker(out)).filter((name) => !licensed.includes(name))
  if (unnamed.length > 0) throw new Error(`The service worker brings ${unnamed.join(', ')} without a licence.`)
}
