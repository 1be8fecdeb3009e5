import type { Page } from 'playwright-core'

/** Pictures that a click changes much of. */
const STAGE = '.slidev-page :is(.stage-player, .cpu-player, .address-space)'

/** What a step did to the page, counted from the key until the deck stands still. */
export interface StepCost {
  /** What was asked of the browser that it has to lay the page out for at once: names of methods and properties. */
  layoutReads: string[]
  /** How many nodes changed or came. */
  changed: number
  /** How many elements were animated by script. */
  animated: number
  /** Whether the slide that is shown then has a stage. */
  ofStage: boolean
}

declare global {
  interface Window {
    /** What a step does, while one is watched. */
    stepCost?: { layoutReads: string[]; changed: Set<Node>; animated: number }
  }
}

/** Has each page that is loaded from now on note what its scripts ask and animate while a step is watched. */
export async function noteSteps(page: Page): Promise<void> {
  await page.addInitScript(noteInPage)
}

/** Runs in the page, before its own scripts. */
function noteInPage(): void {
  const note = (name: string): void => {
    if (!window.stepCost) return
    if (name === 'animate') window.stepCost.animated++
    else window.stepCost.layoutReads.push(name)
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
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((records) => {
      const { changed } = window.stepCost ?? {}
      for (const { type, target, addedNodes } of changed ? records : []) {
        if (type !== 'childList') changed?.add(target)
        for (const node of addedNodes) {
          changed?.add(node)
          if (node instanceof Element) for (const inner of node.querySelectorAll('*')) changed?.add(inner)
        }
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
}

/** Begins to watch a step. The page has to have been told so by `noteSteps`. */
export async function watchStep(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.stepCost = { layoutReads: [], changed: new Set(), animated: 0 }
  })
}

/** What the step that is watched has cost; it is watched no longer. */
export function readStep(page: Page): Promise<StepCost> {
  return page.evaluate((stage) => {
    const { stepCost } = window
    if (!stepCost) throw new Error('no step is watched')
    window.stepCost = undefined
    const ofStage = [...document.querySelectorAll(stage)].some((one) => one.checkVisibility())
    return { ...stepCost, changed: stepCost.changed.size, ofStage }
  }, STAGE)
}
