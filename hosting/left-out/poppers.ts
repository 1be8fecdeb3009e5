import type { FunctionalComponent } from 'vue'

/** Shows what it explains, without the explanation: Slidev's settings are the only place that would have one. */
export const Tooltip: FunctionalComponent = (_props, { slots }) => slots.default?.()

/** Drops down from the drawing board's buttons only, which this deck has not. */
export const Dropdown = Tooltip

/** There are none to move. */
export function recomputeAllPoppers(): void {}
