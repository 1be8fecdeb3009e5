import type { Mend } from './mend.ts'

/** Keys that scroll notes while they have the focus, and turn no pages then. */
const SCROLLS = '@keydown.up.stop @keydown.down.stop @keydown.page-up.stop @keydown.page-down.stop'

/** Attributes that make a place with notes reachable and scrollable by keyboard. */
export const SCROLLABLE = `tabindex="0" role="group" aria-label="What is said" ${SCROLLS}`

/** The notes view. */
export const NOTES: readonly Mend[] = [
  {
    file: 'pages/notes.vue',
    from: '<Modal v-model="showHelp"',
    to: '<Modal v-model="showHelp" label="Help"',
  },
  {
    file: 'pages/notes.vue',
    from: '<div class="h-full flex flex-col">\n',
    to: '<main class="h-full flex flex-col">\n    <h1 class="sr-only" aria-live="polite">\n      Notes of slide {{ pageNo }}: {{ currentRoute?.meta.slide.title }}\n    </h1>\n',
  },
  {
    file: 'pages/notes.vue',
    from: '      </div>\n    </div>\n  </div>\n</template>',
    to: '      </div>\n    </div>\n  </main>\n</template>',
  },
  {
    file: 'pages/notes.vue',
    from: 'class="px-5 py-3 flex-auto h-full overflow-auto"',
    to: `class="px-5 py-3 flex-auto h-full overflow-auto" ${SCROLLABLE}`,
  },
  // What belongs to the click comes into view, and the page around the notes stays where it is.
  {
    file: 'internals/NoteDisplay.vue',
    from: "import { CLICKS_MAX } from '../constants'\n",
    to: "import { CLICKS_MAX } from '../constants'\nimport { showNote } from '/live/show-note.ts'\n",
  },
  {
    file: 'internals/NoteDisplay.vue',
    from: '  applyHighlight.value?.(current)\n',
    to: `  applyHighlight.value?.(current)
  if (applyHighlight.value && noteDisplay.value)
    showNote(noteDisplay.value, noteDisplay.value.querySelector<HTMLElement>(\`.\${CLASS_MARKER}-active\`) ?? undefined)
`,
  },
  // Only the dev server can write notes.
  {
    file: 'pages/notes.vue',
    from: '<IconButton title="Edit notes"',
    to: '<IconButton v-if="__DEV__" title="Edit notes"',
  },
]
