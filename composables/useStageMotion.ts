import { onUnmounted, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Motion } from '../scene/stage/motion.ts'

/** Decelerates: fast where attention is, calm at the end. */
const EASING = 'cubic-bezier(0.22, 1, 0.36, 1)'

/**
 * Plays the movement from one step to the next or the one before on the elements of `root`, which
 * carry `data-part`, `data-id` and `data-layer`. The picture itself is never touched: a change that
 * comes while something moves ends the movement, and the new picture stands at once.
 * @param motionOf what moves between two steps; undefined for a jump.
 * @param enabled false in print, on slides that are not seen and where the viewer wants no motion.
 * @returns what is drawn for the movement only.
 */
export function useStageMotion(
  root: Readonly<Ref<Element | null>>,
  step: Readonly<Ref<number>>,
  motionOf: (from: number, to: number) => Motion | undefined,
  enabled: () => boolean,
): ShallowRef<Motion | undefined> {
  const moving = shallowRef<Motion>()
  let animations: Animation[] = []

  function stop(): void {
    for (const animation of animations) animation.cancel()
    animations = []
  }

  watch(step, (to, from) => {
    const interrupted = moving.value !== undefined
    stop()
    moving.value = interrupted || !enabled() ? undefined : motionOf(from, to)
  })

  /** Starts with the frame that shows the new picture: what `animate` has to measure is measured once, for that frame. */
  function begin(motion: Motion): void {
    if (moving.value !== motion || !root.value) return
    animations = start(root.value, motion)
    Promise.all(animations.map((animation) => animation.finished)).then(
      () => {
        if (moving.value !== motion) return
        animations = []
        moving.value = undefined
      },
      // Cancelled by a later step, which already shows its own picture.
      () => undefined,
    )
  }

  watch(moving, (motion) => motion && requestAnimationFrame(() => begin(motion)), { flush: 'post' })
  onUnmounted(stop)
  return moving
}

function start(root: Element, motion: Motion): Animation[] {
  const elements = new Map<string, HTMLElement>()
  for (const element of root.querySelectorAll<HTMLElement>('[data-part]')) {
    const { part, id, layer } = element.dataset
    elements.set(`${layer} ${part} ${id}`, element)
  }
  const moved = motion.tracks.flatMap(({ part, id, layer, looks, delay, duration }) => {
    const element = elements.get(`${layer} ${part} ${id}`)
    return element
      ? [element.animate(looks, { delay, duration, easing: EASING, fill: layer === 'goes' ? 'both' : 'backwards' })]
      : []
  })
  const carried = motion.carried.flatMap(({ id, from, to }) => {
    const element = elements.get(`goes carried ${id}`)
    const there = `translate(${to.x - from.x}px, ${to.y - from.y}px)`
    const looks = [
      { transform: 'none', opacity: 1 },
      { transform: there, opacity: 1, offset: 0.8 },
      { transform: there, opacity: 0 },
    ]
    return element ? [element.animate(looks, { duration: 450, easing: EASING, fill: 'both' })] : []
  })
  return [...moved, ...carried]
}
