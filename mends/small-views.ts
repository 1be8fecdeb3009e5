import type { Mend } from './mend.ts'

const EDITOR = 'pages/notes-edit.vue'
const ENTRY = 'pages/entry.vue'
const NOT_FOUND = 'pages/404.vue'

/** The views of a few lines: the list of views, the page for an address that leads nowhere, the editor of all notes. */
export const SMALL_VIEWS: readonly Mend[] = [
  {
    file: ENTRY,
    from: '<template>\n  <div class="h-full w-full flex items-center justify-center gap-5 lt-md:flex-col">\n',
    to: '<template>\n  <main class="h-full w-full flex items-center justify-center gap-5 lt-md:flex-col">\n    <h1 class="sr-only">\n      Views of the talk\n    </h1>\n',
  },
  { file: ENTRY, from: '  </div>\n</template>', to: '  </main>\n</template>' },
  {
    file: NOT_FOUND,
    from: '<template>\n  <div class="grid',
    to: '<template>\n  <main class="grid',
  },
  { file: NOT_FOUND, from: '  </div>\n</template>', to: '  </main>\n</template>' },
  {
    file: EDITOR,
    from: '<Modal v-model="showHelp"',
    to: '<Modal v-model="showHelp" label="Help"',
  },
  {
    file: EDITOR,
    from: '  <div class="h-full">\n',
    to: '  <main class="h-full">\n    <h1 class="sr-only">\n      Notes of all slides\n    </h1>\n',
  },
  { file: EDITOR, from: '  </div>\n</template>', to: '  </main>\n</template>' },
  {
    file: EDITOR,
    from: '      v-model="note"\n',
    to: '      v-model="note"\n      aria-label="Notes of all slides"\n',
  },
]
