/** Ways through the talk: all of it, or the slides that are marked `short: true`. */
export const TALK_PATHS = ['full', 'short'] as const

export type TalkPath = (typeof TALK_PATHS)[number]

/** Environment variable in which the commands tell Slidev's process the path. */
export const PATH_VARIABLE = 'TALK_PATH'

/** The path that the environment names, the full talk by default. */
export function pathOf(value: string | undefined): TalkPath {
  return TALK_PATHS.find((path) => path === value) ?? 'full'
}

/** Whether a slide is on a path, by its front matter; the appendix, which takes no minutes, is on each. */
export function isOnPath(frontmatter: Record<string, unknown>, path: TalkPath): boolean {
  return path === 'full' || frontmatter.short === true || frontmatter.appendix === true
}

/**
 * Fits a slide's front matter to a path: what is not on it is hidden, and the headmatter's
 * `duration` becomes its `shortDuration`. Slides that only include a page stay.
 */
export function fitToPath(frontmatter: Record<string, unknown>, path: TalkPath): void {
  if (path === 'full') return
  if (frontmatter.shortDuration !== undefined) frontmatter.duration = frontmatter.shortDuration
  if (frontmatter.src === undefined && !isOnPath(frontmatter, path)) frontmatter.hide = true
}
