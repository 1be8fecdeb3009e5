import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Blob, Face as ShapedFace, Font } from 'harfbuzzjs'
import type { Page } from 'playwright-core'
import subsetFont from 'subset-font'

/** The weights in which the deck's styles set text. */
const WEIGHTS = [400, 500, 600, 700]
/** The deck's families and the packages that they come from. */
const PACKAGES = {
  'Inter Variable': '@fontsource-variable/inter',
  'JetBrains Mono Variable': '@fontsource-variable/jetbrains-mono',
}

const require = createRequire(import.meta.url)

/** One rule of a package's style sheet: a file of the font and the characters that it is for. */
interface Face {
  file: string
  range: string
}

/** The rules of a package's style sheet. */
async function readFaces(name: string): Promise<Face[]> {
  const sheet = require.resolve(`${name}/wght.css`)
  const rules = (await readFile(sheet, 'utf8')).match(/@font-face\s*\{[^}]*\}/g) ?? []
  return rules.map((rule) => {
    const [, file] = /url\(([^)]*\.woff2)\)/.exec(rule) ?? []
    const [, range] = /unicode-range:\s*([^;}]*)/.exec(rule) ?? []
    if (!file || !range) throw new Error(`${sheet} has a rule without a file or a range: ${rule}`)
    return { file: join(dirname(sheet), file), range: range.trim() }
  })
}

/** What makes two unicode ranges the same, however they are written. */
const rangeKey = (range: string): string =>
  range
    .toUpperCase()
    .replaceAll(/\s|U\+/g, '')
    .split(',')
    .map((part) =>
      part
        .split('-')
        .map((end) => parseInt(end, 16))
        .join('-'),
    )
    .join(',')

/** All characters that a page says, those of styles among them. */
function charactersOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = new Set(document.body.textContent)
    for (const element of document.body.querySelectorAll('*')) {
      for (const part of ['::before', '::after', '::marker'])
        for (const character of getComputedStyle(element, part).content) said.add(character)
    }
    return [...said]
  })
}

/**
 * The characters of a font but those that share a glyph with one that is said, and are not said themselves: a PDF
 * knows the character of a glyph only, and would give an apostrophe back as the letter U+02BC.
 * @param font as TrueType.
 * @throws when two characters that are said share a glyph: no reader could tell which of them is meant.
 */
export function withoutDoubles(font: Uint8Array, said: ReadonlySet<string>): string {
  const face = new ShapedFace(new Blob(new Uint8Array(font).buffer))
  const shaped = new Font(face)
  const byGlyph = Map.groupBy([...face.collectUnicodes()], (point) => shaped.nominalGlyph(point))
  return [...byGlyph.values()]
    .flatMap((points) => {
      const all = points.map((point) => String.fromCodePoint(point))
      const used = all.filter((character) => said.has(character))
      if (used.length > 1) throw new Error(`${used.join(' and ')} have one glyph, so a PDF cannot tell them apart`)
      return used.length > 0 ? used : all
    })
    .join('')
}

/**
 * Replaces the variable fonts of a page by static ones, in each weight, of the files that the page has loaded.
 * Chromium embeds a variable font into a PDF glyph by glyph, as drawings (Type 3), a static one as a font.
 */
export async function useStaticFonts(page: Page): Promise<void> {
  const loaded = await page.evaluate(() =>
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map(({ family, unicodeRange }) => ({ family: family.replaceAll(/["']/g, ''), range: unicodeRange })),
  )
  const said = new Set(await charactersOf(page))
  const rules: string[] = []
  for (const [family, name] of Object.entries(PACKAGES)) {
    const ranges = new Set(loaded.filter((face) => face.family === family).map(({ range }) => rangeKey(range)))
    for (const { file, range } of (await readFaces(name)).filter((face) => ranges.has(rangeKey(face.range)))) {
      for (const weight of WEIGHTS) {
        const whole = await subsetFont(await readFile(file), undefined, {
          keepAllGlyphs: true,
          targetFormat: 'truetype',
          variationAxes: { wght: weight },
        })
        const font = await subsetFont(whole, withoutDoubles(whole, said), { targetFormat: 'truetype' })
        rules.push(
          `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range}; ` +
            `src: url(data:font/ttf;base64,${font.toString('base64')}) }`,
        )
      }
    }
  }
  if (rules.length === 0) throw new Error('The page has loaded none of the deck’s fonts')
  await page.evaluate(() => {
    for (const sheet of document.styleSheets) {
      for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
        if (sheet.cssRules[index] instanceof CSSFontFaceRule) sheet.deleteRule(index)
      }
    }
  })
  await page.addStyleTag({ content: rules.join('\n') })
  await page.evaluate(() => document.fonts.ready)
}
