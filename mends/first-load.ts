import type { Mend } from './mend.ts'

const SHOW = 'internals/SlidesShow.vue'
const PLAY = 'pages/play.vue'
const STYLES = 'styles/index.ts'

/** Style sheets of what no slide has: moving code, explanations of types in it, alerts and formulas. */
const UNUSED_STYLES = [
  '@shikijs/magic-move/style.css',
  '@shikijs/vitepress-twoslash/style.css',
  'markdown-it-github-alerts/styles/github-colors-light.css',
  'markdown-it-github-alerts/styles/github-colors-dark-media.css',
  'markdown-it-github-alerts/styles/github-base.css',
  './katex.css',
  './shiki-twoslash.css',
]

const FIRST_LINE = '<script setup lang="ts">\n'
/** The buttons of all views, and the one view that draws icons without them. */
const BUTTON = 'internals/IconButton.vue'
const ENTRY = 'pages/entry.vue'
/** All icons: a picture in the style sheet for each. */
const ICONS = 'uno:icons.css'
/**
 * The typography of notes. Its rules ask for a class of every ancestor: where they apply, each change of a class has the
 * browser work out the styles of all that lies below.
 */
const TYPOGRAPHY = 'uno:typography.css'
/** The views of notes, beside those that show them in this. */
const NOTES = ['internals/NoteDisplay.vue', 'pages/notes-edit.vue']

/**
 * What no slide of this deck uses comes only if one does, and what lies over the slides comes a little later: the deck's
 * first file is smaller by it, and its first view sooner there.
 */
export const FIRST_LOAD: readonly Mend[] = [
  { file: PLAY, from: "import Controls from '../internals/Controls.vue'\n", to: '' },
  {
    file: PLAY,
    from: "import NavControls from '../internals/NavControls.vue'\n",
    to: "import { useControlsLater } from '/live/controls-later.ts'\n",
  },
  {
    file: PLAY,
    from: 'const { isDrawing } = useDrawings()\n',
    to: 'const { isDrawing } = useDrawings()\nconst { Controls, NavControls } = useControlsLater()\n',
  },
  { file: PLAY, from: '<NavControls :persist', to: '<NavControls v-if="NavControls" :persist' },
  { file: PLAY, from: '<Controls v-if="!isPrintMode"', to: '<Controls v-if="Controls && !isPrintMode"' },
  {
    file: SHOW,
    from: "import { computed, shallowRef, TransitionGroup, watchEffect } from 'vue'\n",
    to: "import { computed, defineAsyncComponent, shallowRef, TransitionGroup, watchEffect } from 'vue'\n",
  },
  { file: SHOW, from: "import DragControl from './DragControl.vue'\n", to: '' },
  {
    file: SHOW,
    from: "import SlideWrapper from './SlideWrapper.vue'\n",
    to: "import SlideWrapper from './SlideWrapper.vue'\n\nconst DragControl = defineAsyncComponent(() => import('./DragControl.vue'))\n",
  },
  {
    file: 'setup/main.ts',
    from: "import { createVDragDirective } from '../modules/v-drag'\n",
    to: "import { createVDragDirective } from '/hosting/left-out/drag.ts'\n",
  },
  ...UNUSED_STYLES.map((name): Mend => ({ file: STYLES, from: `import '${name}'\n`, to: '' })),
  // Code is highlighted when the deck is built, with classes of this deck's.
  { file: 'theme-default/styles/index.ts', from: "import './prism.css'\n", to: '' },
  { file: STYLES, from: `import '${TYPOGRAPHY}'\n`, to: '' },
  ...NOTES.map((file): Mend => ({ file, from: FIRST_LINE, to: `${FIRST_LINE}import '${TYPOGRAPHY}'\n` })),
  { file: BUTTON, from: FIRST_LINE, to: `${FIRST_LINE}import '${ICONS}'\n` },
  { file: ENTRY, from: '<template>\n', to: `${FIRST_LINE}import '${ICONS}'\n</script>\n\n<template>\n` },
]
