import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { launchBrowser } from '../../tools/browser.ts'
import { goTo, openDeck, readDeck } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import type { Served } from '../../tools/serve.ts'
import { buildDeck } from '../../tools/slidev.ts'

/** A slide of the built deck, as the running deck tells it. */
export interface SlideFacts {
  no: number
  title: string
  /** How many clicks it takes. */
  clicks: number
}

/** What the browser tests get: the deck, built once and served twice. */
export interface BuiltDeck {
  /** The folder that it is built into. */
  folder: string
  /** The address of the deck at the root of a host that answers unknown paths with it. */
  url: string
  /** The address of the same deck at a path of a host that answers them with 404. */
  pathUrl: string
  slides: SlideFacts[]
}

declare module 'vitest' {
  export interface ProvidedContext {
    deck: BuiltDeck
  }
}

const PATH = '/talks/allocations/'

/** Reads from the running deck which slides it has and how many clicks each takes. */
async function readSlides(url: string): Promise<SlideFacts[]> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await openDeck(page, url)
    const slides: SlideFacts[] = []
    const { slides: total } = await readDeck(page)
    for (let no = 1; no <= total; no++) {
      await goTo(page, { slide: no, clicks: 0 })
      const { clicksTotal, title } = await readDeck(page)
      slides.push({ no, title, clicks: clicksTotal })
    }
    return slides
  } finally {
    await browser.close()
  }
}

/** Builds the deck and serves it, as two hosts do, until the tests end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'deck-test-'))
  const servers: Served[] = []
  const tearDown = async () => {
    for (const server of servers) await server.close()
    await rm(folder, { recursive: true })
  }
  try {
    const root = join(folder, 'deck')
    await buildDeck({ out: root })
    const [atRoot, atPath] = [await serve(root), await serve(root, PATH, { rewrites: false })]
    servers.push(atRoot, atPath)
    project.provide('deck', {
      folder: root,
      url: atRoot.url,
      pathUrl: atPath.url,
      slides: await readSlides(atRoot.url),
    })
    return tearDown
  } catch (error) {
    await tearDown()
    throw error
  }
}
