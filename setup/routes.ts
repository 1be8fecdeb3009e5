import { defineRoutesSetup } from '@slidev/types'
import { moved, rules } from 'virtual:deck-addresses'
import { leadTo } from '../companion/lead-to.ts'
import { lightSentence } from '../live/cited.ts'
import { missSlide, PRESENTER } from '../live/unknown-slide.ts'

/** More clicks than any slide takes: Slidev stops at the last one. */
const LAST_CLICK = '999'

/** Rules; terms and programs; marked sentences; and what slides were called formerly. Vue Router takes no groups. */
const FORMS = [
  String.raw`rule-\d+-\d+`,
  'term-.+',
  'snippet-.+',
  ...['answer', 'promised', 'observed'].flatMap((kind) => [`.+-${kind}`, String.raw`.+-${kind}-\d+`]),
  ...Object.keys(moved),
]

/**
 * Addresses that are no slide's own lead to where what they name is now, and what is no address at all to the first
 * slide, which says so: the way back leads to where one was. Only the dev server can write notes.
 */
export default defineRoutesSetup((routes) => [
  ...FORMS.map((form): (typeof routes)[number] => ({
    path: `/:address(${form})`,
    component: () => undefined,
    beforeEnter: (to) => {
      const address = String(to.params.address)
      const lead = leadTo(address, rules, moved)
      if (!lead) {
        missSlide(to.path.slice(1))
        return { path: '/1', replace: true }
      }
      if ('slide' in lead) {
        lightSentence(address, lead.slide)
        return { path: `/${lead.slide}`, query: lead.answered ? { clicks: LAST_CLICK } : {}, replace: true }
      }
      location.replace(`find/#${lead.entry}`)
      return false
    },
  })),
  ...routes.filter(({ name }) => name !== 'NotFound' && (import.meta.env.DEV || name !== 'notes-edit')),
  {
    path: '/:nowhere(.*)*',
    component: () => undefined,
    beforeEnter: ({ path }) => {
      const presents = path.startsWith(PRESENTER) && routes.some(({ name }) => name === 'presenter')
      missSlide(path.slice(presents ? PRESENTER.length : 1))
      return { path: presents ? `${PRESENTER}1` : '/1', replace: true }
    },
  },
])
