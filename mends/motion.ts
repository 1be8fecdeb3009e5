import type { Mend } from './mend.ts'

const FILES = ['internals/Goto.vue', 'internals/NoteDisplay.vue', 'pages/notes.vue', 'pages/overview.vue']

/** Scrolling by script asks whether the viewer wants less motion; styles/views.css does so for what styles move. */
export const MOTION: readonly Mend[] = FILES.map((file) => ({
  file,
  from: "behavior: 'smooth'",
  to: "behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'",
}))
