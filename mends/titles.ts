import type { Mend } from './mend.ts'

/** The page's title names the slide, and the presenter's too. */
export const TITLES: readonly Mend[] = [
  {
    file: 'setup/root.ts',
    from: "import { useHead } from '@unhead/vue'\n",
    to: "import { useHead } from '@unhead/vue'\nimport { usePageTitle } from '/live/slide-title.ts'\n",
  },
  {
    file: 'setup/root.ts',
    from: '    title: slidesTitle,\n',
    to: '    title: usePageTitle(),\n',
  },
  {
    file: 'pages/presenter.vue',
    from: "import { useHead } from '@unhead/vue'\n",
    to: "import { useHead } from '@unhead/vue'\nimport { plainTitle, usePageTitle } from '/live/slide-title.ts'\n",
  },
  {
    file: 'pages/presenter.vue',
    from: 'title: `Presenter - ${slidesTitle}`',
    to: "title: usePageTitle('Presenter: ')",
  },
]
