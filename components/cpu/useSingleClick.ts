import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useMayMove } from '../asm/useMayMove.ts'

/**
 * Whether the picture came from its neighbour by one click that may be animated; not after a jump,
 * when the slide is entered, in print, or for a viewer who wants no motion.
 * @param step the component's step; the answer changes before the new step is drawn.
 * @param onChange told of each change of step, after the answer is known.
 */
export function useSingleClick(
  step: Readonly<Ref<number>>,
  onChange?: (now: number, before: number, moves: boolean) => void,
): ShallowRef<boolean> {
  const mayMove = useMayMove()
  const moves = shallowRef(false)
  watch(step, (now, before) => {
    moves.value = Math.abs(now - before) === 1 && mayMove()
    onChange?.(now, before, moves.value)
  })
  return moves
}
