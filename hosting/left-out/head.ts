import { onScopeDispose, shallowReactive, toValue, watchEffect, type MaybeRefOrGetter, type Plugin } from 'vue'

/** What Slidev's views say of the page. */
interface Head {
  title?: MaybeRefOrGetter<string>
  /** Attributes of the page's root; absent ones are left as they are. */
  htmlAttrs?: Record<string, string | undefined>
}

/** The titles of the views that stand, the last one above the others. */
const titles = shallowReactive<MaybeRefOrGetter<string>[]>([])

/** Stands in for Unhead, which Slidev asks for a title and attributes only: 6 kB of the first load, compressed. */
export function createHead(): Plugin {
  return {
    install() {
      watchEffect(() => {
        const title = titles.at(-1)
        if (title !== undefined) document.title = toValue(title)
      })
    },
  }
}

/** Names the page while the calling view stands; afterwards it is called as before. */
export function useHead({ title, htmlAttrs = {} }: Head): void {
  for (const [name, value] of Object.entries(htmlAttrs)) {
    if (value !== undefined) document.documentElement.setAttribute(name, value)
  }
  if (title === undefined) return
  titles.push(title)
  onScopeDispose(() => titles.splice(titles.indexOf(title), 1))
}
