import type { Mend } from './mend.ts'

/** The controls over the slides, and what they open. */
export const CONTROLS: readonly Mend[] = [
  {
    file: 'internals/NavControls.vue',
    from: '<nav ref="root" class="flex flex-col">',
    to: '<nav ref="root" class="flex flex-col" aria-label="Deck controls">',
  },
  {
    file: 'internals/NavControls.vue',
    from: 'title="More Options" :active="value"',
    to: 'title="More Options" :active="value" :aria-expanded="value"',
  },
  {
    file: 'internals/SyncControls.vue',
    from: '<template #button>\n      <IconButton title="Change sync settings">',
    to: '<template #button="{ value }">\n      <IconButton title="Change sync settings" :aria-expanded="value">',
  },
  {
    file: 'internals/IconButton.vue',
    from: ':title="title" :to="to"',
    to: ':title="title" :to="to" :aria-disabled="disabled || undefined"',
  },
  // What is shown in the slot is a button already.
  {
    file: 'internals/MenuButton.vue',
    from: `<button :class="{ disabled }" @click="value = !value">
      <slot name="button" :value :class="{ disabled }" />
    </button>`,
    to: `<div class="flex items-center" :class="{ disabled }" @click="value = !value">
      <slot name="button" :value :class="{ disabled }" />
    </div>`,
  },
  {
    file: 'internals/MenuButton.vue',
    from: '<div ref="el" class="flex relative">',
    to: `<div
    ref="el"
    class="flex relative"
    @keydown.esc="value = false"
    @focusout="$event.relatedTarget && !el?.contains($event.relatedTarget) && (value = false)"
  >`,
  },
  {
    file: 'internals/SelectList.vue',
    from: '<div\n        v-for="item of items"',
    to: '<button\n        v-for="item of items"\n        type="button"\n        :aria-pressed="value === item.value"',
  },
  {
    file: 'internals/SelectList.vue',
    from: '{{ item.display || item.value }}\n        </div>\n      </div>',
    to: '{{ item.display || item.value }}\n        </div>\n      </button>',
  },
  // The clicks of a slide, for the keyboard too.
  {
    file: 'internals/ClicksSlider.vue',
    from: '      ref="sliderEl"\n',
    to: `      ref="sliderEl"
      v-bind="readonly ? { 'role': 'img', 'aria-label': \`Click \${Math.max(current, start)} of \${total}\` } : {
        'role': 'slider',
        'tabindex': 0,
        'aria-label': 'Click',
        'aria-valuemin': start,
        'aria-valuemax': total,
        'aria-valuenow': current < 0 ? total : current,
      }"
      @keydown.left.stop.prevent="current = clamp(start, current < 0 ? total : current - 1, total)"
      @keydown.right.stop.prevent="current = clamp(start, current + 1, total)"
`,
  },
]
