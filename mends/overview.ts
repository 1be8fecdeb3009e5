import type { Mend } from './mend.ts'

const QUICK = 'internals/QuickOverview.vue'
const PAGE = 'pages/overview.vue'

/** The overview that lies over the slides: a dialog of buttons, one for each slide, whose pictures are pictures. */
const DIALOG: readonly Mend[] = [
  {
    file: QUICK,
    from: "import SlideWrapper from './SlideWrapper.vue'\n",
    to: `import SlideWrapper from './SlideWrapper.vue'
import { holdFocus } from '/live/hold-focus.ts'
import { plainTitle } from '/live/slide-title.ts'
import { currentCard, walkOverview } from '/live/walk-overview.ts'
`,
  },
  {
    file: QUICK,
    from: 'function close() {\n',
    to: 'const dialog = ref<HTMLElement>()\nholdFocus(showOverview, dialog, () => currentCard(currentSlideNo.value))\n\nfunction close() {\n',
  },
  // Enter on the dialog's own buttons presses them, and goes nowhere.
  {
    file: QUICK,
    from: '  if (!showOverview.value) {\n    keyboardBuffer',
    to: "  if (!showOverview.value || (e.target as Element).closest?.('.overview-tools')) {\n    keyboardBuffer",
  },
  {
    file: QUICK,
    from: '<template>\n  <Transition\n',
    to: `<template>
  <div
    ref="dialog"
    :role="showOverview ? 'dialog' : undefined"
    :aria-modal="showOverview || undefined"
    :aria-label="showOverview ? 'Overview' : undefined"
    tabindex="-1"
    @keydown="walkOverview"
  >
  <Transition
`,
  },
  {
    file: QUICK,
    from: '    </IconButton>\n  </div>\n</template>',
    to: '    </IconButton>\n  </div>\n  </div>\n</template>',
  },
  {
    file: QUICK,
    from: '              :width="cardWidth"\n              class="pointer-events-none"\n',
    to: '              :width="cardWidth"\n              class="pointer-events-none"\n              inert\n',
  },
  {
    file: QUICK,
    from: '          <div\n            class="absolute top-0"\n',
    to: `          <button
            type="button"
            class="overview-card"
            :style="{ width: \`\${cardWidth + 2}px\` }"
            :data-overview-no="route.no"
            :aria-label="\`\${route.no}: \${plainTitle(route)}\`"
            :aria-current="route.no === currentSlideNo ? 'page' : undefined"
            @focus="currentOverviewPage = route.no"
            @click.stop="go(route.no)"
          />
          <div
            class="absolute top-0"
`,
  },
  {
    file: QUICK,
    from: 'class="fixed top-4 right-4 z-modal text-gray-400',
    to: 'class="overview-tools fixed top-4 right-4 z-modal',
  },
  {
    file: QUICK,
    from: '      tab-index="-1"\n',
    to: '',
  },
]

/** The page of all slides with their notes. */
const VIEW: readonly Mend[] = [
  {
    file: PAGE,
    from: "import { getSlidePath } from '../logic/slides'\n",
    to: "import { getSlidePath } from '../logic/slides'\nimport { plainTitle } from '/live/slide-title.ts'\n",
  },
  {
    file: PAGE,
    from: '    <nav\n      v-if="!isEmbedded"\n',
    to: '    <nav\n      v-if="!isEmbedded"\n      aria-label="Slides"\n',
  },
  {
    file: PAGE,
    from: '              @click="scrollToSlide(idx)"\n',
    to: '              :aria-label="`Slide ${idx + 1}: ${plainTitle(route)}`"\n              @click="scrollToSlide(idx)"\n',
  },
  // The way back.
  {
    file: PAGE,
    from: '      <div p2 border="t main">\n',
    to: '      <div p2 border="t main" class="flex flex-col">\n        <IconButton title="Back to the slides" to="/">\n          <div class="i-carbon:presentation-file" />\n        </IconButton>\n',
  },
  {
    file: PAGE,
    from: '      @scroll="onOverviewScroll"\n    >\n',
    to: '      @scroll="onOverviewScroll"\n    >\n      <h1 class="sr-only">\n        Overview\n      </h1>\n',
  },
  {
    file: PAGE,
    from: '          <div\n            :ref="el => slidePreviews.set(idx, el as any)"\n',
    to: '          <h2 class="sr-only">\n            Slide {{ idx + 1 }}: {{ plainTitle(route) }}\n          </h2>\n          <div\n            :ref="el => slidePreviews.set(idx, el as any)"\n',
  },
  {
    file: PAGE,
    from: '              :width="overviewCardWidth"\n',
    to: '              :width="overviewCardWidth"\n              :inert="!isEmbeddedPreviewMode"\n',
  },
  {
    file: PAGE,
    from: '      v-if="!isEmbedded"\n      class="absolute z-2',
    to: '      v-if="!isEmbedded"\n      role="contentinfo"\n      class="absolute z-2',
  },
  // A build has no notes to count: they are loaded when they are read.
  {
    file: PAGE,
    from: '{{ totalClicks + slides.length - 1 }} clicks ·\n        {{ totalWords }} words\n',
    to: '{{ totalClicks + slides.length - 1 }} clicks\n        <template v-if="totalWords > 0">· {{ totalWords }} words</template>\n',
  },
]

/** The overviews. */
export const OVERVIEW: readonly Mend[] = [...DIALOG, ...VIEW]
