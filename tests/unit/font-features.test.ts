import { globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Blob, Face } from 'harfbuzzjs'
import subsetFont from 'subset-font'
import { describe, expect, it } from 'vitest'
import { COVER_FEATURES } from '../../hosting/cover.ts'
import { FEATURES } from '../../hosting/deck-fonts.ts'
import { ROOT } from '../../tools/slidev.ts'

/** What the values of `font-variant-numeric` that the styles use ask a font for. */
const NUMERIC: Readonly<Record<string, string>> = { 'tabular-nums': 'tnum' }

/** The OpenType features of a family's font, as its package has it. */
async function featuresOf(family: string): Promise<Set<string>> {
  const file = join(ROOT, `node_modules/@fontsource-variable/${family}/files/${family}-latin-wght-normal.woff2`)
  const plain = await subsetFont(await readFile(file), undefined, { keepAllGlyphs: true, targetFormat: 'truetype' })
  const face = new Face(new Blob(new Uint8Array(plain).buffer))
  return new Set([...face.getTableFeatureTags('GSUB'), ...face.getTableFeatureTags('GPOS')])
}

/** The features that the deck's styles name, each with its file. */
function namedFeatures(): string[] {
  const files = globSync('{styles,hosting,components,layouts,live,companion,*}/**/*.{css,vue}', {
    cwd: ROOT,
    exclude: ['node_modules'],
  })
  return [...new Set(files)].flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const settings = [...text.matchAll(/font-feature-settings:([^;}]*)/g)].flatMap(([, value = '']) =>
      [...value.matchAll(/['"](\w{4})['"]/g)].map(([, tag = '']) => tag),
    )
    const numeric = [...text.matchAll(/font-variant-numeric:\s*([\w-]+)/g)].map(
      ([, value = '']) => NUMERIC[value] ?? value,
    )
    return [...settings, ...numeric].map((tag) => `${tag} in ${file}`)
  })
}

describe('each feature exists in the font that is shipped', () => {
  it.each(Object.entries(FEATURES))('and is kept of %s', async (family, kept) => {
    const there = await featuresOf(family)
    expect(kept.filter((tag) => !there.has(tag))).toEqual([])
  })

  it('and is kept for the cover', async () => {
    const there = await featuresOf('inter')
    expect(COVER_FEATURES.filter((tag) => !there.has(tag))).toEqual([])
  })

  it('that the styles name', () => {
    const kept = new Set(Object.values(FEATURES).flat())
    const named = namedFeatures()
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((one) => !kept.has(one.split(' ')[0] ?? ''))).toEqual([])
  })
})
