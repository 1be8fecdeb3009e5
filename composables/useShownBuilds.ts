import { computed, inject, onUnmounted, provide, shallowReactive, type ComputedRef, type InjectionKey } from 'vue'

type Builds = () => readonly string[]

const key: InjectionKey<Set<Builds>> = Symbol('builds that a slide shows')

/** More builds than these say nothing about one picture; the pictures head their own columns. */
const MOST = 2

/** The builds that a slide's pictures are of, each once, for its layout; none where they are too many to tell one. */
export function useShownBuilds(): ComputedRef<string[]> {
  const told = shallowReactive(new Set<Builds>())
  provide(key, told)
  return computed(() => {
    const builds = [...new Set([...told].flatMap((one) => one()))]
    return builds.length > MOST ? [] : builds
  })
}

/** Tells the slide's layout which builds a picture shows at the moment; outside a slide nobody listens. */
export function tellBuilds(builds: Builds): void {
  const told = inject(key, undefined)
  told?.add(builds)
  onUnmounted(() => told?.delete(builds))
}
