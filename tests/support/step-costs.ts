import type { Page } from 'playwright-core'

/** Pictures that a click changes much of. */
export const STAGE = '.slidev-page :is(.stage-player, .cpu-player, .address-space)'

/** What a step did to the page, counted from the key until the deck stands still. */
export interface StepCost {
  /** What was asked of the browser that it has to lay the page out for at once: names of methods and properties. */
  layoutReads: string[]
  /** How many nodes of stages that are shown then changed or came. */
  changed: number
  /** How many elements of them were animated by script. */
  animated: number
  /** Whether the slide that is shown then has a stage. */
  ofStage: boolean
}

declare global {
  interface Window {
    /** What a step does, while one is watched; what changed and moved with the stage that it is in. */
    stepCost?: { layoutReads: string[]; changed: Map<Node, Element | null>; animated: (Element | null)[] }
  }
}

/** Has each page that is loaded from now on note what its scripts ask and animate while a step is watched. */
export async function noteSteps(page: Page): Promise<void> {
  await page.addInitScript(noteInPage, STAGE)
}

/** Runs in the page, before its own scripts. */
function noteInPage(stage: string): void {
  const note = (name: string, asked: unknown): void => {
    if (!window.stepCost) return
    if (asked instanceof Element && name === 'animate') window.stepCost.animated.push(asked.closest(stage))
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
        note(name, this)
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
          note(name, this)
          return read?.call(this)
        },
      })
    }
  }
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((records) => {
      const { changed } = window.stepCost ?? {}
      for (const { type, target, addedNodes } of changed ? records : []) {
        const inside = (target instanceof Element ? target : target.parentElement)?.closest(stage) ?? null
        if (type !== 'childList') changed?.set(target, inside)
        for (const node of addedNodes) {
          changed?.set(node, inside)
          if (node instanceof Element) for (const inner of node.querySelectorAll('*')) changed?.set(inner, inside)
        }
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
}

/** Begins to watch a step. The page has to have been told so by `noteSteps`. */
export async function watchStep(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.stepCost = { layoutReads: [], changed: new Map(), animated: [] }
  })
}

/** What the step that is watched has cost; it is watched no longer. */
export function readStep(page: Page): Promise<StepCost> {
  return page.evaluate((stage) => {
    const { stepCost } = window
    if (!stepCost) throw new Error('no step is watched')
    window.stepCost = undefined
    // On a busy machine a neighbour of the slide is still being made, which is no work of the step.
    const stages = new Set([...document.querySelectorAll(stage)].filter((one) => one.checkVisibility()))
    const count = (places: Iterable<Element | null>) => [...places].filter((one) => one && stages.has(one)).length
    return {
      layoutReads: stepCost.layoutReads,
      changed: count(stepCost.changed.values()),
      animated: count(stepCost.animated),
      ofStage: stages.size > 0,
    }
  }, STAGE)
}
