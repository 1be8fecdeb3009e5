import type { Page } from 'playwright-core'

/** What moves on the current slide two frames from now; a change of colour or opacity is no motion. */
export function findMotions(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
    const still = /opacity|color|fill|stroke|offset|easing|composite/i
    const motions = document.getAnimations().flatMap(({ effect, playState }) => {
      if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return []
      const moved = new Set(
        effect
          .getKeyframes()
          .flatMap((keyframe) => Object.keys(keyframe))
          .filter((key) => !still.test(key)),
      )
      const { target } = effect
      // A motion of one frame is none.
      if (Number(effect.getComputedTiming().endTime) <= 17 || moved.size === 0) return []
      return target?.closest('[data-slidev-no]')
        ? [`${[...moved].join(', ')} of <${target.localName} class="${target.getAttribute('class')}">`]
        : []
    })
    return [...new Set(motions)]
  })
}
