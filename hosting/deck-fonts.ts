import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import subsetFont from 'subset-font'
import type { Plugin } from 'vite'

/** The style sheet that brings a font, with a rule for each of its files and the characters that it is for. */
const SHEET = /@fontsource-variable\/(inter|jetbrains-mono)\/wght\.css$/
/** What a font does with its glyphs by itself, and what the deck's styles ask for; code asks for no ligatures. */
export const FEATURES: Readonly<Record<string, string[]>> = {
  inter: ['kern', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum'],
  'jetbrains-mono': ['ccmp', 'locl', 'mark'],
}
/** Where all stands that a viewer reads. */
const TEXTS = ['slides.md', 'pages', 'recordings', 'snippets', 'components', 'companion', 'scene', 'live', 'layouts']
/** What no file has to write to have it shown: ASCII, and the space that `&nbsp;` stands for. */
const ALWAYS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '\u00A0'

/** Every character that a file of the project has. */
async function charactersOf(root: string): Promise<string> {
  const found = new Set(ALWAYS)
  for (const place of TEXTS) {
    const path = join(root, place)
    const names = (await stat(path)).isFile() ? [''] : await readdir(path, { recursive: true })
    for (const name of names.filter((one) => one === '' || /\.(?:md|json|rs|ts|vue)$/.test(one))) {
      for (const character of await readFile(join(path, name), 'utf8')) found.add(character)
    }
  }
  return [...found].sort().join('')
}

/** Whether a rule's `unicode-range` has a character. */
function makeRange(range: string): (character: string) => boolean {
  const parts = range.split(',').map((part) =>
    part
      .trim()
      .replace(/^U\+/i, '')
      .split('-')
      .map((end) => parseInt(end, 16)),
  )
  return (character) => {
    const code = character.codePointAt(0) ?? 0
    return parts.some(([from = 0, to = from]) => code >= from && code <= to)
  }
}

/**
 * Vite plugin, for builds: the deck's fonts with the glyphs alone that its texts need. What no text has comes from a
 * font of the viewer's machine.
 * @param root the project's folder.
 */
export function deckFonts(root: string): Plugin {
  const cache = join(root, 'node_modules/.cache/deck-fonts')
  let characters: Promise<string> | undefined
  return {
    name: 'deck-fonts',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      const [, font = ''] = SHEET.exec(id) ?? []
      if (!font) return undefined
      const needed = await (characters ??= charactersOf(root))
      const rules = code.match(/@font-face\s*\{[^}]*\}/g) ?? []
      const kept = await Promise.all(
        rules.map(async (rule) => {
          const [, file = ''] = /url\((\S+?\.woff2)\)/.exec(rule) ?? []
          const [, range = ''] = /unicode-range:\s*([^;}]*)/.exec(rule) ?? []
          if (!file || !range) return this.error(`${id} has a rule without a file or a range: ${rule}`)
          const text = [...needed].filter(makeRange(range)).join('')
          if (!text) return ''
          const subset = await subsetFont(await readFile(join(dirname(id), file)), text, {
            targetFormat: 'woff2',
            keepFeatures: FEATURES[font],
          })
          const hash = createHash('sha256').update(subset).digest('hex').slice(0, 8)
          const path = join(cache, `${file.replace(/^.*\/|\.woff2$/g, '')}-${hash}.woff2`)
          await mkdir(cache, { recursive: true })
          await writeFile(path, subset)
          return rule.replace(file, relative(dirname(id), path))
        }),
      )
      return { code: kept.filter(Boolean).join('\n'), map: null }
    },
  }
}
