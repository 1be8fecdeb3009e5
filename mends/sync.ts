import type { Mend } from './mend.ts'

/**
 * A window of the audience that follows the speaker, or that nobody has touched since it was loaded, tells nobody where
 * it is. Slidev has it tell (on localhost), and a speaker who is elsewhere is set back.
 */
export const SYNC: readonly Mend[] = [
  {
    file: 'setup/root.ts',
    from: 'import { computed, getCurrentInstance, reactive,',
    to: "import { isUsed } from '/live/ask-place.ts'\nimport { computed, getCurrentInstance, nextTick, reactive,",
  },
  {
    file: 'setup/root.ts',
    from: '  function updateSharedState() {\n',
    to: '  let following = 0\n  function updateSharedState() {\n    if (!isPresenter.value && (following > 0 || !isUsed()))\n      return\n',
  },
  {
    file: 'setup/root.ts',
    from: '    router.replace({\n      path: getSlidePath(state.page, isPresenter.value),',
    to: '    following += 1\n    void router.replace({\n      path: getSlidePath(state.page, isPresenter.value),',
  },
  {
    file: 'setup/root.ts',
    from: '        clicks: state.clicks || 0,\n      },\n    })\n',
    to: '        clicks: state.clicks || 0,\n      },\n    }).finally(() => nextTick(() => following -= 1))\n',
  },
]
