import { motionBetween, type Motion } from './motion.ts'
import type { Play } from './play.ts'
import type { Scene } from './scene.ts'

/**
 * What moves when a play goes from one step to the next or the one before; nothing when it jumps. It is found out once
 * for each two steps.
 * @param sceneAt a step's picture, in the arrangement that is shown.
 */
export function stepMotion(
  play: Play,
  sceneAt: (step: number) => Scene,
): (from: number, to: number) => Motion | undefined {
  const known = new Map<string, Motion>()
  return (from, to) => {
    if (Math.abs(from - to) !== 1) return undefined
    const [earlier, later] = [Math.min(from, to), Math.max(from, to)]
    const way = `${from}>${to}`
    const motion = known.get(way) ?? motionBetween(sceneAt(earlier), sceneAt(later), play.at(later).carries, to > from)
    known.set(way, motion)
    return motion
  }
}
