import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeChunkNames } from '../../hosting/chunks.ts'
import { contentSecurityPolicy } from '../../hosting/content-security.ts'
import { makeCover } from '../../hosting/cover.ts'
import { readFirstScript } from '../../hosting/finish-site.ts'
import { hostFiles } from '../../hosting/host-files.ts'
import { makeIndexPage } from '../../hosting/index-page.ts'
import { precached, webManifest } from '../../hosting/offline.ts'

const ROOT = join(import.meta.dirname, '../..')
const ABOUT = { title: 'A & B', description: 'Says "so".', keywords: 'a, b', language: 'en' }
const BUILT = `<!DOCTYPE html><html><head><title>x</title>
<script type="module" crossorigin src="./assets/index-a.js"></script>
<link rel="modulepreload" crossorigin href="./assets/deck-a.js">
<link rel="stylesheet" crossorigin href="./assets/deck-a.css">
</head><body>
  <div id="app"></div>
  <div id="mermaid-rendering-container"></div>
</body></html>`
const COVER = { html: '<h1>A &amp; B</h1><p>More.</p>', css: 'h1{margin:0}' }

describe('index.html', () => {
  const page = makeIndexPage({
    built: BUILT,
    about: ABOUT,
    cover: COVER,
    script: 'go()',
    site: 'https://example.org/t/',
  })
  const at = (text: string): number => {
    const place = page.indexOf(text)
    if (place < 0) throw new Error(`${text} is missing in ${page}`)
    return place
  }

  it('has the cover before all that would hold it up, and asks for that before', () => {
    const cover = at('<h1>A &amp; B</h1>')
    expect(at('<script>go()</script>')).toBeLessThan(cover)
    for (const late of [/<script[^>]*src="\.\/assets\/index-a\.js"/, /<link rel="stylesheet"[^>]*deck-a\.css"/]) {
      expect(cover, String(late)).toBeLessThan(page.search(late))
    }
    for (const early of [
      /<link rel="modulepreload"[^>]*deck-a\.js"/,
      /<link rel="preload" as="style"[^>]*deck-a\.css"/,
    ]) {
      expect(page.search(early), String(early)).toBeGreaterThan(0)
      expect(page.search(early), String(early)).toBeLessThan(at('<script>go()</script>'))
    }
    expect(at('h1{margin:0}')).toBeLessThan(at('<h1>A &amp; B</h1>'))
  })

  it('keeps the app’s places', () => {
    expect(at('<div id="app"></div>')).toBeLessThan(at('<div id="mermaid-rendering-container"></div>'))
  })

  it('tells link previews title, text and an absolute picture', () => {
    at('<title>A &amp; B</title>')
    at('<meta property="og:description" content="Says &quot;so&quot;.">')
    at('<meta property="og:image" content="https://example.org/t/preview.png">')
    at('<link rel="canonical" href="https://example.org/t/">')
  })

  it('names the picture beside it when nobody said where it will be', () => {
    const page = makeIndexPage({ built: BUILT, about: ABOUT, cover: COVER, script: '' })
    expect(page).toContain('<meta property="og:image" content="./preview.png">')
    expect(page).not.toContain('canonical')
  })

  it('allows its own inline script by its hash and no other', () => {
    const hash = createHash('sha256').update('go()').digest('base64')
    at(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}';`)
  })

  it('is refused when the bundler’s page has changed', () => {
    const built = BUILT.replace(/<link rel="stylesheet".*>/, '')
    expect(() => makeIndexPage({ built, about: ABOUT, cover: COVER, script: '' })).toThrow('not what it was')
  })
})

describe('the cover', () => {
  it('is the slide’s heading and paragraph, with a font of its glyphs', async () => {
    const { html, css } = await makeCover('# To & fro\n\nOne\nsentence.')
    expect(html).toBe('<h1>To &amp; fro</h1><p>One sentence.</p>')
    expect(css.match(/@font-face/g)).toHaveLength(2)
    expect(css.length).toBeLessThan(20_000)
  })

  it.each(['# Only a heading', '# A\n\nB\n\n<Contents />', 'No heading'])(
    'is refused when it is %j',
    async (markdown) => {
      await expect(makeCover(markdown)).rejects.toThrow('a heading and a paragraph')
    },
  )
})

describe('the policy', () => {
  it.each([true, false])('names no other host and no eval (in a header: %s)', (inHeader) => {
    const policy = contentSecurityPolicy(['a'], inHeader)
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'|script-src[^;]*unsafe-inline/)
    expect(policy.includes('frame-ancestors')).toBe(inHeader)
  })
})

describe('files for hosts', () => {
  const files = hostFiles(['a'])

  it('send the same policy from Netlify and Vercel', () => {
    const policy = contentSecurityPolicy(['a'], true)
    expect(files._headers).toContain(`  Content-Security-Policy: ${policy}\n`)
    const vercel = JSON.parse(files['vercel.json'] ?? '') as { headers: { source: string; headers: object[] }[] }
    expect(vercel.headers[0]).toMatchObject({ source: '/(.*)' })
    expect(vercel.headers[0]?.headers).toContainEqual({ key: 'Content-Security-Policy', value: policy })
  })

  it('say of Vercel what the project’s own vercel.json says, which Vercel reads when it builds the deck itself', async () => {
    const [built, own] = [
      hostFiles([await readFirstScript()])['vercel.json'] ?? '',
      await readFile(join(ROOT, 'vercel.json'), 'utf8'),
    ]
    const answers: unknown = JSON.parse(built)
    expect(JSON.parse(own), 'copy dist/vercel.json into vercel.json').toMatchObject(answers as object)
  })

  it('keep GitHub Pages from leaving files out, and answer for what is missing', () => {
    expect(files['.nojekyll']).toBe('')
    expect(files['404.html']).toContain('There is no such page')
  })
})

it('the manifest’s addresses are relative, so that the deck can lie anywhere', () => {
  const {
    start_url: start,
    scope,
    icons,
  } = JSON.parse(webManifest(ABOUT)) as {
    start_url: string
    scope: string
    icons: { src: string }[]
  }
  for (const address of [start, scope, ...icons.map(({ src }) => src)]) expect(address).toMatch(/^\.\//)
})

it('what is kept for offline use has a revision unless its name has a hash, and leaves out what only hosts read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'precached-'))
  try {
    await mkdir(join(folder, 'assets'))
    const names = [
      'index.html',
      '404.html',
      '_headers',
      '.nojekyll',
      'talk.pdf',
      'preview.png',
      'assets/deck-Abc_1234.js',
    ]
    for (const name of names) await writeFile(join(folder, name), name)
    expect(await precached(folder)).toEqual([
      { url: 'assets/deck-Abc_1234.js', revision: null },
      { url: 'index.html', revision: createHash('sha256').update('index.html').digest('hex') },
    ])
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('the first view’s chunk is what it imports statically, and notes have a chunk of their own', () => {
  const graph: Record<string, string[]> = {
    '/x/@slidev/client/main.ts': ['/x/vue.js'],
    '/x/vue.js': ['/x/shared.js'],
    '/x/shared.js': ['/x/vue.js'],
    '/x/late.js': ['/x/shared.js'],
  }
  const nameOf = makeChunkNames()
  const bundle = { getModuleInfo: (id: string) => ({ importedIds: graph[id] ?? [] }) }
  const names = [...Object.keys(graph), '\0virtual:speaker-note/3'].map((id) => nameOf(id, bundle))
  expect(names).toEqual(['deck', 'deck', 'deck', undefined, 'speaker-notes'])
})
