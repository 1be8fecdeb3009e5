import type { Mend } from './mend.ts'

const SHOW = 'internals/SlidesShow.vue'

/** What no slide of this deck uses comes only if one does, so that the deck's first file is smaller by it. */
export const FIRST_LOAD: readonly Mend[] = [
  {
    file: SHOW,
    from: 'import { computed, shallowRef, TransitionGroup, watchEffect } from \'vue\'\n',
    to: 'import { computed, defineAsyncComponent, shallowRef, TransitionGroup, watchEffect } from \'vue\'\n',
  },
  { file: SHOW, from: 'import DragControl from \'./DragControl.vue\'\n', to: '' },
  {
    file: SHOW,
    from: 'import SlideWrapper from \'./SlideWrapper.vue\'\n',
    to: 'import SlideWrapper from \'./SlideWrapper.vue\'\n\nconst DragControl = defineAsyncComponent(() => import(\'./DragControl.vue\'))\n',
  },
]
