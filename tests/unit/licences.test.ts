import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { licencesText, writeLicences } from '../../hosting/licences.ts'

const ROOT = join(import.meta.dirname, '../..')
const TEXTS = { mit: 'MIT License\n\nCopyright (c) 2026 Us\n\nPermission', apache: 'Apache License\nVersion 2.0' }

describe('the text of licences', () => {
  it('names each package with its version, its licence and the text that goes with it', () => {
    const text = licencesText(
      [
        { name: 'a', version: '1.0.0', identifier: 'MIT', text: 'Copyright A' },
        { name: 'b', version: '2.0.0', identifier: 'Apache-2.0' },
        { name: 'c', version: '3.0.0', identifier: 'MIT', holder: 'C (https://c.example)' },
      ],
      TEXTS,
    )
    expect(text).toMatch(/^a 1\.0\.0 \(MIT\)\n=+\n\nCopyright A$/m)
    expect(text).toMatch(/^b 2\.0\.0 \(Apache-2\.0\)\n=+\n\nApache License\nVersion 2\.0$/m)
    expect(text).toMatch(
      /^c 3\.0\.0 \(MIT\)\n=+\n\nMIT License\n\nCopyright C \(https:\/\/c\.example\)\n\nPermission$/m,
    )
  })

  it.each([{}, { identifier: 'MIT' }, { identifier: 'BSD-3-Clause', holder: 'D' }])(
    'is refused for a package of which nobody can say how it is licensed: %j',
    (licence) => {
      expect(() => licencesText([{ name: 'd', version: '4.0.0', ...licence }], TEXTS)).toThrow('d 4.0.0')
    },
  )
})

it('a built folder has the licences of the project, its fonts, its icons and its service worker, and no lists', async () => {
  const out = await mkdtemp(join(tmpdir(), 'licences-'))
  try {
    await expect(writeLicences(ROOT, out)).rejects.toThrow('has left no licences.json')
    await writeFile(join(out, 'licences.json'), JSON.stringify([{ name: 'vue', version: '3', text: 'Copyright V' }]))
    expect(await writeLicences(ROOT, out)).toContain('vue')
    const text = await readFile(join(out, 'licences.txt'), 'utf8')
    for (const part of [
      /^understanding-allocations .* \(MIT OR Apache-2\.0\)$/m,
      'The Understanding Allocations contributors',
      /^@fontsource-variable\/inter .* \(OFL-1\.1\)$/m,
      /Copyright \d+ The Inter Project Authors/,
      /Copyright \d+ The JetBrains Mono Project Authors/,
      'SIL OPEN FONT LICENSE',
      /^@iconify-json\/carbon .* \(Apache-2\.0\)$/m,
      /^workbox-precaching .* \(MIT\)$/m,
      'Copyright V',
      'Copyright Phosphor Icons',
      'Copyright IBM',
    ])
      expect(text).toMatch(part)
    expect(existsSync(join(out, 'licences.json'))).toBe(false)
  } finally {
    await rm(out, { recursive: true })
  }
})
