import type { Mend } from './mend.ts'

const FILES = ['internals/Goto.vue', 'internals/NoteDisplay.vue', 'pages/notes.vue', 'pages/overview.vue']

/** Scrolling by script asks whether the viewer wants less motion; styles/views.css does so for what styles move. */
export const MOTION: readonly Mend[] = FILES.map((file) => ({
  file,
  from: "behavior: 'smooth'",
  to: "behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'",
}))

const DIRECTION = `    :class="{
      'slidev-nav-go-forward': clicksDirection > 0,
      'slidev-nav-go-backward': clicksDirection < 0,
    }"
`

/**
 * Slides that come without a transition stand in a plain box: Vue's own for transitions measures them, and lays the page
 * out, whenever the talk turns from forward to backward. Nor does the box say which way the talk goes, which no style
 * here asks: the browser would work out the styles of all slides again.
 */
export const STILL: readonly Mend[] = [
  {
    file: 'internals/SlidesShow.vue',
    from: ':is="(hasViewTransition',
    to: ':is="!currentTransition || (hasViewTransition',
  },
  { file: 'internals/SlidesShow.vue', from: '    tag="div"\n', to: '    :tag="currentTransition && \'div\'"\n' },
  { file: 'internals/SlidesShow.vue', from: DIRECTION, to: '' },
  { file: 'internals/SlidesShow.vue', from: '  clicksDirection,\n', to: '' },
]
