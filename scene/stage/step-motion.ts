import { motionBetween, type Motion } from './motion.ts'
import type { Play } from './play.ts'
import type { Scene } from './scene.ts'

/**
 * What moves when a play goes from one step to the next or the one before; nothing when it jumps.
 * @param sceneAt a step's picture, in the arrangement that is shown.
 */
export function stepMotion(
  play: Play,
  sceneAt: (step: number) => Scene,
): (from: number, to: number) => Motion | undefined {
  return (from, to) => {
    if (Math.abs(from - to) !== 1) return undefined
    const [earlier, later] = [Math.min(from, to), Math.max(from, to)]
    return motionBetween(sceneAt(earlier), sceneAt(later), play.at(later).carries, to > from)
  }
}
