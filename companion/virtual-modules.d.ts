declare module 'virtual:companion/talk' {
  /** All slides, without their text: a `SlideEntry` each. */
  export const talk: {
    no: number
    alias: string
    title: string
    section: number
    continues?: string
    appendix?: boolean
    kicker: string
  }[]
}

declare module 'virtual:companion/slides' {
  import type { Component } from 'vue'

  /** The slides that can be stepped, or all of them in the build that renders the page; by alias. */
  export const slides: Record<string, () => Promise<{ default: Component }>>
}
