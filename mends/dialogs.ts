import type { Mend } from './mend.ts'

/** What lies over a view: the dialog that goes to a slide, and those that explain. */
export const DIALOGS: readonly Mend[] = [
  {
    file: 'internals/Goto.vue',
    from: 'id="slidev-goto-dialog"\n    ref="container"\n',
    to: 'id="slidev-goto-dialog"\n    ref="container"\n    role="search"\n    aria-label="Go to a slide"\n    :inert="!showGotoDialog"\n',
  },
  {
    file: 'internals/Goto.vue',
    from: '        id="slidev-goto-input"\n',
    to: `        id="slidev-goto-input"
        role="combobox"
        aria-label="Number or words of the slide’s title"
        aria-autocomplete="list"
        aria-controls="slidev-goto-list"
        :aria-expanded="valid"
        :aria-activedescendant="valid ? \`slidev-goto-\${result.at(selectedIndex)?.no}\` : undefined"
`,
  },
  // What scrolls is the list itself, which the field's arrow keys move in.
  {
    file: 'internals/Goto.vue',
    from: '      class="autocomplete-list"\n',
    to: '      id="slidev-goto-list"\n      role="listbox"\n      aria-label="Slides"\n      class="autocomplete-list"\n',
  },
  {
    file: 'internals/Goto.vue',
    from: '<ul table w-full border-collapse>',
    to: '<ul role="none" table w-full border-collapse>',
  },
  // A slide's short address is its name, too. Words that no slide has keep the dialog open, and are told.
  {
    file: 'internals/Goto.vue',
    from: "keys: ['no', 'title'],",
    to: "keys: ['no', 'title', 'frontmatter.routeAlias'],",
  },
  {
    file: 'internals/Goto.vue',
    from: '      go(item.no)\n  }\n  close()',
    to: '      go(item.no)\n  }\n  if (valid.value || !path.value)\n    close()',
  },
  {
    file: 'internals/Goto.vue',
    from: '        @input="updateText"\n      >\n',
    to: `        @input="updateText"
      >
      <p role="status" class="goto-status">{{ path && !valid ? 'No slide has this in its number, title or address.' : '' }}</p>
`,
  },
  // The focus stays in the field; a click on an option must not take it out of the dialog, which would close it.
  {
    file: 'internals/Goto.vue',
    from: '          role="button"\n          tabindex="0"\n',
    to: '          :id="`slidev-goto-${item.no}`"\n          role="option"\n          tabindex="-1"\n          :aria-selected="selectedIndex === index"\n',
  },
  {
    file: 'internals/Modal.vue',
    from: "import { useVModel } from '@vueuse/core'\n",
    to: "import { useVModel } from '@vueuse/core'\nimport { ref } from 'vue'\nimport { holdFocus } from '/live/hold-focus.ts'\n",
  },
  {
    file: 'internals/Modal.vue',
    from: 'const props = defineProps({\n',
    to: "const props = defineProps({\n  label: {\n    type: String,\n    default: '',\n  },\n",
  },
  {
    file: 'internals/Modal.vue',
    from: 'function onClick() {\n',
    to: 'const dialog = ref<HTMLElement>()\nholdFocus(value, dialog)\n\nfunction onClick() {\n',
  },
  {
    file: 'internals/Modal.vue',
    from: '<div v-if="value" class="fixed',
    to: '<div v-if="value" ref="dialog" role="dialog" aria-modal="true" :aria-label="label" tabindex="-1" @keydown.esc.stop="value = false" class="fixed',
  },
  {
    file: 'internals/InfoDialog.vue',
    from: '<Modal v-model="value" class="px-6 py-4">',
    to: '<Modal v-model="value" label="About the talk" class="px-6 py-4">',
  },
]
