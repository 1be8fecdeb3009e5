import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { openDeck, settle } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import { ROOT } from '../../tools/slidev.ts'
import { headersByFile, headersByVercel } from '../support/host-headers.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder } = inject('deck')
const openPage = useBrowser()

const HOSTS = [
  ['_headers', async () => headersByFile(await readFile(join(folder, '_headers'), 'utf8'))],
  ['the built vercel.json', async () => headersByVercel(await readFile(join(folder, 'vercel.json'), 'utf8'))],
  ['the project’s vercel.json', async () => headersByVercel(await readFile(join(ROOT, 'vercel.json'), 'utf8'))],
] as const

/** What is allowed to be loaded from where, by the header that came with a page. */
const sourcesOf = (policy: string): string[] =>
  policy.split(';').flatMap((directive) => directive.trim().split(' ').slice(1))

describe.each(HOSTS)('with the headers of %s', (_, headersOf) => {
  it('cover, slides, diagrams, reading view and index work, and nothing foreign is allowed', async () => {
    const served = await serve(folder, '/', { rewrites: false, headersOf: await headersOf() })
    try {
      const { page, complaints } = await openPage()
      // What a policy refuses is an error in the console.
      const response = await page.goto(served.url)
      const policy = response?.headers()['content-security-policy'] ?? ''
      expect(sourcesOf(policy)).not.toEqual([])
      for (const source of sourcesOf(policy))
        expect(source).toMatch(/^(?:'none'|'self'|'wasm-unsafe-eval'|'unsafe-inline'|'sha256-[\w+/=]+'|data:|blob:)$/)
      expect(/script-src[^;]*/.exec(policy)?.[0]?.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe')
      await openDeck(page, served.url)
      for (const alias of ['vec-new-stage', 'decision-tree', 'presenter/vec-new']) {
        await openDeck(page, `${served.url}#/${alias}`)
        await settle(page)
      }
      await page.goto(`${served.url}read/#decision-tree`)
      expect(await page.locator('#decision-tree svg').count()).toBeGreaterThan(0)
      await page.goto(`${served.url}find/#rule-3-2`)
      await page.locator('#rule-3-2').getByRole('button', { name: /^Cite/ }).click()
      await page.getByRole('dialog').waitFor()
      expect(complaints).toEqual([])
    } finally {
      await served.close()
    }
  })

  it('hashed files may be kept for ever, pages and the service worker are asked for again', async () => {
    const cached = (path: string) =>
      headersOf().then((headers) => headers(path).find(([name]) => name === 'Cache-Control')?.[1] ?? '')
    for (const path of ['/assets/deck-x.js', '/read/assets/client-x.js'])
      expect(await cached(path), path).toContain('immutable')
    for (const path of ['/', '/index.html', '/read/', '/find/', '/service-worker.js']) {
      expect(await cached(path), path).not.toContain('immutable')
    }
  })
})
