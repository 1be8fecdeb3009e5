/**
 * Finds what a page's component tags ask of recordings, so that the build can replace it by an
 * import: a slide's own chunk carries what it shows and a wrong name fails the build where it stands.
 */

/** An attribute as written. */
export type TagAttribute = {
  /** Without the colon of a bound one. */
  name: string
  bound: boolean
  /** Absent for an attribute without one. */
  value?: string
  /** Offsets of the whole attribute in the page's text. */
  start: number
  end: number
}

/** A component tag of a page that names recordings. */
export type RecordingTag = {
  component: string
  names: string[]
  /** Offsets of the attribute that names them in the page's text. */
  start: number
  end: number
  /** `recordings="…"`, which gives an array. */
  many: boolean
  /** All attributes, that one too. */
  attributes: TagAttribute[]
}

const TAG = /<([A-Z][A-Za-z0-9]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*\/?>/g
const ATTRIBUTE = /(?<=\s)(:?)([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g
const FENCE = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\S\n]*$|<!--[\s\S]*?-->/gm

/** Finds the tags of `markdown` that name recordings, outside code fences and comments. */
export function recordingTags(markdown: string): RecordingTag[] {
  const visible = markdown.replace(FENCE, (block) => block.replace(/[^\n]/g, ' '))
  return [...visible.matchAll(TAG)].flatMap((match) => {
    const [, component = '', text = ''] = match
    const attributes = attributesOf(text, match.index + 1 + component.length)
    const naming = attributes.find(({ name, bound }) => !bound && /^recordings?$/.test(name))
    if (naming?.value === undefined) return []
    return [
      {
        component,
        names: naming.value.split(/[\s,]+/).filter(Boolean),
        start: naming.start,
        end: naming.end,
        many: naming.name === 'recordings',
        attributes,
      },
    ]
  })
}

function attributesOf(text: string, offset: number): TagAttribute[] {
  return [...text.matchAll(ATTRIBUTE)].map((match) => {
    const [all, colon, name = '', double, single] = match
    const start = offset + match.index
    return { name, bound: colon === ':', value: double ?? single, start, end: start + all.length }
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
