import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mended, MENDS, mendSlidev } from '../../mends/mend-slidev.ts'

const CLIENT = dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))
const read = (file: string): string =>
  readFileSync(join(CLIENT, file.startsWith('theme-default/') ? '..' : '', file), 'utf8')
const FILES = [...new Set(MENDS.map(({ file }) => file))]

describe('Slidev’s client is mended', () => {
  it.each(FILES)('%s', (file) => {
    const text = mended(file, read(file))
    for (const { to } of MENDS.filter((mend) => mend.file === file)) expect(text).toContain(to)
  })

  it('under the addresses that the dev server gives its files, but not in their parts', () => {
    const transform = mendSlidev().transform
    if (typeof transform !== 'function') throw new Error('the plugin does not transform')
    const file = 'setup/root.ts'
    const change = (query: string): unknown => Reflect.apply(transform, {}, [read(file), join(CLIENT, file) + query])
    for (const query of ['', '?v=48ae58d1', '?t=1764328000000'])
      expect(change(query), query).toMatchObject({ code: mended(file, read(file)) })
    expect(change('?vue&type=style&index=0')).toBeUndefined()
  })

  it('and what has no mends is left as it is', () => {
    expect(mended('pages/print.vue', 'as it was')).toBe('as it was')
  })

  it.each(FILES)('a new version of %s that says something else is refused', (file) => {
    expect(() => mended(file, '<template />')).toThrow(`${file} no longer says`)
  })
})
