import type { Page } from 'playwright-core'

/** Ms after which waiting for a page counts as hung: long, as a busy machine takes its time. */
export const PATIENCE = 5 * 60_000

/** The canvas on which slides are laid out, in CSS px. */
export const CANVAS = { width: 1280, height: 720 } as const

/** Where the talk is: the slide's number from 1 and how often has been clicked on it. */
export interface Position {
  slide: number
  clicks: number
}

/** The part of Slidev's navigation that is used here. */
interface Navigation {
  currentSlideNo: number
  clicks: number
  clicksTotal: number
  total: number
  slides: {
    no: number
    meta: {
      slide: {
        title?: string
        level?: number
        /** In builds (see `slideMeta`). */
        loadNote: () => Promise<string>
        frontmatter: { routeAlias?: string; appendix?: boolean; minutes?: number }
      }
    }
  }[]
  go: (slide: number, clicks: number) => Promise<void>
}

/** The part of the headmatter that is used here. */
interface Configuration {
  routerMode?: 'history' | 'hash'
  title?: string
  author?: string
  info?: string
  keywords?: string | string[]
}

declare global {
  interface Window {
    /** Slidev's navigation, put there by `waitForNavigation`. */
    deckNavigation?: Navigation
    /** The deck's headmatter, put there by `waitForNavigation`. */
    deckConfiguration?: Configuration
  }
}

/**
 * Waits until a page of a deck has started and its navigation can be read.
 * Slidev gives it to scripts in development only; in a build it is read from the Vue app.
 */
export async function waitForNavigation(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const root = document.querySelector<
        Element & {
          __vue_app__?: {
            _context: { provides: Record<string, { nav: Navigation; configs: Configuration } | undefined> }
          }
        }
      >('#app')
      const context = root?.__vue_app__?._context.provides['$$slidev-context']
      window.deckNavigation = context?.nav
      window.deckConfiguration = context?.configs
      return context !== undefined
    },
    undefined,
    { timeout: PATIENCE },
  )
}

/** Whether a deck's addresses stand behind a `#`, by the deck's root. */
const hashed = new Map<string, boolean>()

/** How a deck's addresses are made. Opens the deck in `page` to find out, if it has not been found out before. */
export async function readAddresses(page: Page, url: string): Promise<Addresses> {
  const root = url.endsWith('/') ? url : `${url}/`
  const hash = hashed.get(root) ?? (await isHashed(page, root))
  hashed.set(root, hash)
  return {
    of: ({ slide, clicks }) => `${root}${hash ? '#/' : ''}${slide}${clicks ? `?clicks=${clicks}` : ''}`,
    view: (name) => `${root}${hash ? '#/' : ''}${name}`,
    print: (everyClick) =>
      `${root}${hash ? '' : 'print'}?print=${everyClick ? 'clicks' : 'true'}${hash ? '#/print' : ''}`,
  }
}

async function isHashed(page: Page, root: string): Promise<boolean> {
  await page.goto(root, { timeout: PATIENCE })
  await waitForNavigation(page)
  return page.evaluate(() => window.deckConfiguration?.routerMode === 'hash')
}

/** The addresses of a running deck. */
export interface Addresses {
  of: (position: Position) => string
  /** Another view of Slidev's, such as `presenter/3` or `overview`. */
  view: (name: string) => string
  /** The page that shows all slides below each other, or all their clicks. */
  print: (everyClick: boolean) => string
}

/** Loads an address of a deck anew, as a link from outside does, and waits until it stands still. */
export async function openDeck(page: Page, address: string): Promise<void> {
  // Else an address that differs from the last one only behind its # would not load anything.
  await page.goto('about:blank')
  await page.goto(address, { timeout: PATIENCE })
  await waitForNavigation(page)
  await settle(page)
}

/**
 * Waits until the slides that are shown are loaded and stand still: fonts and style sheets are there, animations have been put to
 * their ends (endless ones run on) and nothing has changed for a while and some frames. Throws if something moves for five minutes: a
 * new dev server takes its time with what a slide is the first to need.
 */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async (patience) => {
    const quiet = 80
    const deadline = performance.now() + patience
    let lastChange = performance.now()
    let frames = 0
    const observer = new MutationObserver(() => {
      lastChange = performance.now()
      frames = 0
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })

    /** Whether no style sheet is on its way: a slide may come before the sheet that it shares with another one. */
    const styled = () =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null)
    /** Whether the slide that the address names, or all on the print page, are loaded, with what comes in idle time. */
    const loaded = () => {
      const printed = document.querySelector('.print-slide-container')
      const shown = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
      const place = printed ? document : shown
      return Boolean(
        place?.querySelector('.slidev-layout') && !place.querySelector('.slidev-slide-loading, [aria-busy=true]'),
      )
    }
    /** Puts running animations to their ends; whether there were none. */
    const atRest = () => {
      const moving = document.getAnimations().filter((animation) => {
        const { endTime } = animation.effect?.getComputedTiming() ?? {}
        return animation.playState === 'running' && endTime !== Infinity
      })
      for (const animation of moving) animation.finish()
      return moving.length === 0
    }
    let waits = true
    const countFrame = () => {
      frames++
      if (waits) requestAnimationFrame(countFrame)
    }
    requestAnimationFrame(countFrame)
    /** Whether what waits for a frame, or for the one after it, had its turn. A hidden page has no frames. */
    const drawn = () => frames > 2 || document.hidden
    try {
      while (!(loaded() && styled() && atRest() && performance.now() - lastChange > quiet && drawn())) {
        if (performance.now() > deadline) throw new Error(`${location.href} does not come to rest`)
        await new Promise((resolve) => setTimeout(resolve, 16))
      }
      await document.fonts.ready
    } finally {
      waits = false
      observer.disconnect()
    }
  }, PATIENCE)
}

/** Where a deck is. */
export interface DeckState extends Position {
  /** The current slide's title. */
  title: string
  /** The clicks that the current slide takes. */
  clicksTotal: number
  /** The number of slides. */
  slides: number
}

/** Where the deck is now. */
export async function readDeck(page: Page): Promise<DeckState> {
  return page.evaluate(() => {
    const navigation = window.deckNavigation
    if (!navigation) throw new Error('open the deck with openDeck first')
    const { currentSlideNo: slide, clicks, clicksTotal, total } = navigation
    const title = navigation.slides[slide - 1]?.meta.slide.title ?? ''
    return { slide, clicks, title, clicksTotal, slides: total }
  })
}

/** The short addresses (`routeAlias`) of the deck's slides, with their numbers. */
export async function readAliases(page: Page): Promise<Map<string, number>> {
  return new Map(
    await page.evaluate(() => {
      const slides = window.deckNavigation?.slides ?? []
      return slides.flatMap(({ no, meta }): [string, number][] => {
        const { routeAlias } = meta.slide.frontmatter
        return routeAlias === undefined ? [] : [[routeAlias, no]]
      })
    }),
  )
}

/** Jumps to a position and waits until the deck stands still. */
export async function goTo(page: Page, { slide, clicks }: Position): Promise<void> {
  await page.evaluate(([no, to]) => window.deckNavigation?.go(no, to), [slide, clicks] as const)
  await settle(page)
}

/** Steps forward or backward by the keyboard, as a speaker does, and waits until the deck stands still. */
export async function press(page: Page, direction: 'forward' | 'backward'): Promise<void> {
  await tap(page, direction === 'forward' ? 'ArrowRight' : 'ArrowLeft')
  await settle(page)
}

/**
 * Presses a key and lets it go, without waiting for what it does. Both are sent at once: on a busy machine a key that
 * waited for an answer in between would be held for a second, which Slidev takes for a wish to step on and on.
 */
export async function tap(page: Page, key: string): Promise<void> {
  await Promise.all([page.keyboard.down(key), page.keyboard.up(key)])
}
