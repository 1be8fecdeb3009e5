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

declare module 'virtual:deck-addresses' {
  /** By section: the alias of the slide with its rules. */
  export const rules: Record<number, string>
  /** By an address that a slide had formerly: the one it has. */
  export const moved: Record<string, string>
}

declare module 'virtual:deck-citing' {
  /** An `Edition`. */
  export const edition: { title: string; version: string; compiler: string; year: string }
  /** Names of the recordings that each slide shows, by alias. */
  export const programs: Record<string, string[]>
}
