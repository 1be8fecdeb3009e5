import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
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
  const rules: string[] = []
  for (const [family, name] of Object.entries(PACKAGES)) {
    const ranges = new Set(loaded.filter((face) => face.family === family).map(({ range }) => rangeKey(range)))
    for (const { file, range } of (await readFaces(name)).filter((face) => ranges.has(rangeKey(face.range)))) {
      for (const weight of WEIGHTS) {
        const font = await subsetFont(await readFile(file), undefined, {
          keepAllGlyphs: true,
          targetFormat: 'truetype',
          variationAxes: { wght: weight },
        })
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
