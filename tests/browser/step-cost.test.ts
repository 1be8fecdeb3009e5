import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck, press, readAddresses, readDeck } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/** The shown slide's stages: pictures that a click changes much of. */
const STAGE = '.slidev-page:visible :is(.stage-player, .cpu-player, .address-space)'
/** The most elements that a step of any stage may change, and animate. The largest changed 155 and animated 36. */
const MOST = { changed: 180, animated: 45 }

declare global {
  interface Window {
    /** What was asked of the browser that it has to lay the page out for, while it is an array. */
    layoutReads?: string[]
    /** How many elements have been animated by script. */
    animatedByScript: number
    /** What changed since `watchChanges`. */
    changedNodes?: Set<Node>
  }
}

/** Has each page note what is asked of it that makes the browser lay it out at once, and what is animated. */
function noteReads(): void {
  window.animatedByScript = 0
  const note = (name: string): void => {
    if (name === 'animate') window.animatedByScript++
    else window.layoutReads?.push(name)
  }
  const methods: [object, string[]][] = [
    [Element.prototype, ['animate', 'getBoundingClientRect', 'getClientRects', 'checkVisibility', 'scrollIntoView']],
    [SVGGraphicsElement.prototype, ['getBBox', 'getCTM', 'getScreenCTM']],
    [SVGTextContentElement.prototype, ['getComputedTextLength', 'getSubStringLength']],
    [Range.prototype, ['getBoundingClientRect', 'getClientRects']],
    [Document.prototype, ['elementFromPoint', 'elementsFromPoint']],
    [window, ['getComputedStyle']],
  ]
  for (const [object, names] of methods) {
    for (const name of names) {
      const asked = Reflect.get(object, name) as (...given: unknown[]) => unknown
      Reflect.set(object, name, function (this: unknown, ...given: unknown[]) {
        note(name)
        return asked.apply(this, given)
      })
    }
  }
  const sides = ['Top', 'Left', 'Width', 'Height']
  const getters: [object, string[]][] = [
    [Element.prototype, ['client', 'scroll'].flatMap((kind) => sides.map((side) => kind + side))],
    [HTMLElement.prototype, [...sides.map((side) => `offset${side}`), 'offsetParent', 'innerText']],
    [window, ['scrollX', 'scrollY', 'pageXOffset', 'pageYOffset', 'innerWidth', 'innerHeight']],
  ]
  for (const [object, names] of getters) {
    for (const name of names) {
      const before = Object.getOwnPropertyDescriptor(object, name) ?? {}
      const read = Reflect.get(before, 'get') as (() => unknown) | undefined
      Object.defineProperty(object, name, {
        ...before,
        get(this: unknown) {
          note(name)
          return read?.call(this)
        },
      })
    }
  }
}

/** The deck's steps, forward and back, of each slide that takes clicks. */
async function walk(page: Page, step: (slide: number, way: 'forward' | 'backward') => Promise<void>): Promise<void> {
  for (const { no, clicks } of slides.filter((slide) => slide.clicks > 0)) {
    await goTo(page, { slide: no, clicks: 0 })
    for (let click = 0; click < clicks; click++) await step(no, 'forward')
    for (let click = 0; click < clicks; click++) await step(no, 'backward')
  }
}

it('no step asks the browser where something is: it would lay out at once what the step has changed', async () => {
  const { page } = await openPage()
  await page.addInitScript(noteReads)
  await openDeck(page, url)
  const asked = new Set<string>()
  await walk(page, async (slide, way) => {
    await page.evaluate(() => (window.layoutReads = []))
    await press(page, way)
    const reads = await page.evaluate(() => {
      const seen = window.layoutReads ?? []
      window.layoutReads = undefined
      return seen
    })
    for (const read of reads) asked.add(`slide ${slide}, ${way}: ${read}`)
  })
  expect([...asked]).toEqual([])
})

it('a step of a stage changes and moves a number of elements that a slow machine has drawn in time', async () => {
  const { page } = await openPage()
  await page.addInitScript(noteReads)
  await openDeck(page, url)
  // The controls come later, and once.
  await page.waitForTimeout(3000)
  const most = { changed: 0, animated: 0 }
  await walk(page, async (_, way) => {
    if (!(await page.locator(STAGE).count())) return press(page, way)
    await page.evaluate(() => {
      const changed = new Set<Node>()
      window.changedNodes = changed
      window.animatedByScript = 0
      new MutationObserver((records) => {
        for (const { type, target, addedNodes } of records) {
          if (type !== 'childList') changed.add(target)
          for (const node of addedNodes) {
            changed.add(node)
            if (node instanceof Element) for (const inner of node.querySelectorAll('*')) changed.add(inner)
          }
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    })
    await press(page, way)
    const { changed, animated } = await page.evaluate(() => ({
      changed: window.changedNodes?.size ?? 0,
      animated: window.animatedByScript,
    }))
    most.changed = Math.max(most.changed, changed)
    most.animated = Math.max(most.animated, animated)
  })
  expect(most.changed).toBeGreaterThan(0)
  expect(most.changed).toBeLessThanOrEqual(MOST.changed)
  expect(most.animated).toBeGreaterThan(0)
  expect(most.animated).toBeLessThanOrEqual(MOST.animated)
})

it('a stage is drawn in another task than that of the key that steps it', async () => {
  const { page } = await openPage()
  await openDeck(page, url)
  let stages = 0
  for (const { no, clicks } of slides.filter((slide) => slide.clicks > 0)) {
    await goTo(page, { slide: no, clicks: 0 })
    const stage = page.locator(STAGE).first()
    if (!(await stage.count())) continue
    stages++
    const steps = await stage.evaluate(async (element: HTMLElement) => {
      const seen = [element.dataset.step]
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight' }))
      window.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowRight', code: 'ArrowRight' }))
      // All that belongs to the key's own task: its microtasks.
      for (let turn = 0; turn < 1000; turn++) await Promise.resolve()
      seen.push(element.dataset.step)
      return [...seen, String(window.deckNavigation?.clicks)]
    })
    expect(steps, `slide ${no} of ${clicks} clicks`).toEqual(['0', '0', '1'])
    await expect.poll(() => stage.getAttribute('data-step'), { message: `slide ${no}` }).toBe('1')
  }
  expect(stages).toBeGreaterThan(5)
})

it('keys that step the talk do not make the browser scroll, and other keys stay the browser’s', async () => {
  const { page } = await openPage()
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.of({ slide: 2, clicks: 0 }))
  const isTaken = (init: { key: string; altKey?: boolean }) =>
    page.evaluate((given) => {
      const event = new KeyboardEvent('keydown', { ...given, bubbles: true, cancelable: true })
      document.body.dispatchEvent(event)
      document.body.dispatchEvent(new KeyboardEvent('keyup', { ...given, bubbles: true }))
      return event.defaultPrevented
    }, init)
  expect(await isTaken({ key: 'ArrowRight' })).toBe(true)
  expect(await readDeck(page)).toMatchObject({ slide: 3 })
  expect(await isTaken({ key: 'ArrowLeft' })).toBe(true)
  expect(await isTaken({ key: 'ArrowLeft', altKey: true })).toBe(false)
  expect(await isTaken({ key: 'a' })).toBe(false)
  await openDeck(page, addresses.view('presenter/2'))
  expect(await isTaken({ key: 'ArrowDown' })).toBe(false)
})
