/**
 * Turns the names of recordings in a page's component tags into imports, so that a slide's own
 * chunk carries what it shows and a wrong name fails the build where it stands.
 */

/** A component tag of a page that names recordings. */
export type RecordingTag = {
  component: string
  names: string[]
  /** Offsets of the whole attribute in the page's text. */
  start: number
  end: number
  /** `recordings="…"`, which gives an array. */
  many: boolean
}

const TAG = /<([A-Z][A-Za-z0-9]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g
const ATTRIBUTE = /(?<=\s)(recordings?)\s*=\s*(?:"([^"]*)"|'([^']*)')/
const FENCE = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\S\n]*$|<!--[\s\S]*?-->/gm

/** Finds the tags of `markdown` that name recordings, outside code fences and comments. */
export function recordingTags(markdown: string): RecordingTag[] {
  const visible = markdown.replace(FENCE, (block) => block.replace(/[^\n]/g, ' '))
  return [...visible.matchAll(TAG)].flatMap((match) => {
    const [, component = '', attributes = ''] = match
    const attribute = ATTRIBUTE.exec(attributes)
    if (!attribute) return []
    const start = match.index + 1 + component.length + attribute.index
    return [
      {
        component,
        names: (attribute[2] ?? attribute[3] ?? '').split(/[\s,]+/).filter(Boolean),
        start,
        end: start + attribute[0].length,
        many: attribute[1] === 'recordings',
      },
    ]
  })
}

/** The identifier under which a page imports a module of a recording. */
export function identifier(name: string): string {
  return `recorded_${name.replaceAll('-', '_')}`
}

/** `line` (from 1) of `offset` in `text`. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
