import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { openPageOf } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder, url } = inject('deck')
const openPage = useBrowser()
const text = await readFile(join(folder, 'licences.txt'), 'utf8')

/** What every built deck has code, icons or styles of; Vue is told by its parts. */
const BUNDLED = [
  '@iconify-json/carbon',
  '@slidev/client',
  '@slidev/theme-default',
  '@vue/reactivity',
  '@vue/runtime-core',
  '@vue/runtime-dom',
  '@vueuse/core',
  'd3-array',
  'd3-scale',
  'd3-shape',
  'uqr',
  'vue-router',
  'workbox-precaching',
  'workbox-routing',
]
/** Fonts by how their files are called. */
const FONTS: Readonly<Record<string, string>> = {
  inter: '@fontsource-variable/inter',
  'jetbrains-mono': '@fontsource-variable/jetbrains-mono',
}

describe('the licences of what the built folder brings', () => {
  it.each(BUNDLED)('name %s', (name) => expect(text).toMatch(new RegExp(`^${name} \\d\\S* \\(.+\\)$`, 'm')))

  it('name the font of each font file', async () => {
    const files = await readdir(folder, { recursive: true })
    const fonts = files.filter((file) => /\.(?:woff2?|[ot]tf)$/.test(file)).map((file) => file.replace(/^.*\//, ''))
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) {
      const [, name = font] = Object.entries(FONTS).find(([start]) => font.startsWith(start)) ?? []
      expect(text).toMatch(new RegExp(`^${name} .*\\(OFL-1\\.1\\)$`, 'm'))
    }
  })

  it('give each licence with its text', () => {
    for (const part of text.split(/\n(?=.+\n={5,}\n)/).slice(1)) {
      const [title = '', , ...lines] = part.split('\n')
      expect(lines.join('').trim().length, title).toBeGreaterThan(30)
    }
  })

  it.each(['read/', 'find/'])('can be read from %s', async (view) => {
    const { page } = await openPage()
    await openPageOf(page, url, view)
    await page.getByRole('contentinfo').getByRole('link', { name: 'Licences' }).click()
    await page.waitForURL(`${url}licences.txt`)
    expect(await page.locator('body').innerText()).toContain('MIT License')
  })
})
