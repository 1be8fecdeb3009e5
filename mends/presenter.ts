import type { Mend } from './mend.ts'
import { SCROLLABLE } from './notes.ts'

const FILE = 'pages/presenter.vue'

/** How far a key moves the border of the notes, CSS px. */
const STEP = 20

/** The presenter view. */
export const PRESENTER: readonly Mend[] = [
  {
    file: FILE,
    from: '<div class="bg-main h-full slidev-presenter',
    to: '<main class="bg-main h-full slidev-presenter',
  },
  {
    file: FILE,
    from: '    </div>\n  </div>\n  <Goto />',
    to: '    </div>\n  </main>\n  <Goto />',
  },
  {
    file: FILE,
    from: '<div ref="main" class="relative grid-section main',
    to: '<div ref="main" role="region" aria-label="Current slide" class="relative grid-section main',
  },
  {
    file: FILE,
    from: '<div class="relative grid-section next',
    to: '<div role="region" aria-label="Next" class="relative grid-section next',
  },
  {
    file: FILE,
    from: '<div ref="noteSection" class="relative',
    to: '<div ref="noteSection" role="region" aria-label="Notes" class="relative',
  },
  // What comes next is a picture: its links and buttons are not there yet. Its title says what it is.
  {
    file: FILE,
    from: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next">',
    to: '<SlideContainer v-if="nextFrame && nextFrameClicksCtx" key="next" inert>',
  },
  {
    file: FILE,
    from: '          Next\n        </div>',
    to: '          Next<span v-if="nextFrame" class="sr-only">: {{ plainTitle(nextFrame[0]) }}, click {{ nextFrame[1] }}</span>\n        </div>',
  },
  {
    file: FILE,
    from: 'class="w-full max-w-full h-full overflow-auto p-2 lg:p-4"',
    to: `class="w-full max-w-full h-full overflow-auto p-2 lg:p-4" ${SCROLLABLE}`,
  },
  {
    file: FILE,
    from: 'aria-orientation="vertical"',
    to: `aria-orientation="vertical" aria-label="Width of the notes" tabindex="0" :aria-valuenow="notesWidth"
        :aria-valuemin="RESIZER_LIMITS.minNotesWidth" :aria-valuemax="RESIZER_LIMITS.maxNotesWidth"
        @keydown.left.stop.prevent="notesWidth = clampNotesWidth(notesWidth + (isNotesOnRight ? ${STEP} : -${STEP}))"
        @keydown.right.stop.prevent="notesWidth = clampNotesWidth(notesWidth - (isNotesOnRight ? ${STEP} : -${STEP}))"`,
  },
  {
    file: FILE,
    from: 'aria-orientation="horizontal"',
    to: `aria-orientation="horizontal" aria-label="Height of the notes" tabindex="0" :aria-valuenow="notesRowSize"
        :aria-valuemin="RESIZER_LIMITS.minNotesRowSize" :aria-valuemax="Math.max(notesRowSize, 720)"
        @keydown.up.stop.prevent="notesRowSize = clampNotesRowSize(notesRowSize + (isNotesOnBottom ? ${STEP} : -${STEP}))"
        @keydown.down.stop.prevent="notesRowSize = clampNotesRowSize(notesRowSize - (isNotesOnBottom ? ${STEP} : -${STEP}))"`,
  },
]
