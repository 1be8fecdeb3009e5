import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { launchBrowser } from '../../tools/browser.ts'
import { openDeck } from '../../tools/deck-page.ts'
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
  /** A folder for what tests make once and share (see `madeOnce`). */
  work: string
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

/** Names, in the environment, a folder with a deck that `npm run build` built, to try a test again without building. */
const BUILT = 'BUILT_DECK'

/** Reads from the running deck which slides it has and how many clicks each takes. */
async function readSlides(url: string): Promise<SlideFacts[]> {
  const browser = await launchBrowser('shell')
  try {
    const page = await browser.newPage()
    await openDeck(page, url)
    return await page.evaluate(async () => {
      const navigation = window.deckNavigation
      if (!navigation) throw new Error('the deck is not open')
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const slides: SlideFacts[] = []
      for (const { no, meta } of navigation.slides) {
        await navigation.go(no, 0)
        const isThere = () => {
          const slide = document.querySelector(`[data-slidev-no="${no}"]`)
          return slide?.querySelector('.slidev-layout') && !slide.querySelector('.slidev-slide-loading')
        }
        while (!isThere()) await frame()
        // What takes clicks says so when it is mounted.
        for (let wait = 0; wait < 3; wait++) await frame()
        slides.push({ no, title: meta.slide.title ?? '', clicks: navigation.clicksTotal })
      }
      return slides
    })
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
    const built = process.env[BUILT]
    const root = built ? resolve(built) : join(folder, 'deck')
    const work = join(folder, 'work')
    await mkdir(work)
    if (!built) await buildDeck({ out: root })
    const [atRoot, atPath] = [await serve(root), await serve(root, PATH, { rewrites: false })]
    servers.push(atRoot, atPath)
    project.provide('deck', {
      folder: root,
      work,
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
