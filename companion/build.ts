import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { NodeTransform } from '@vue/compiler-dom'
import { build, type InlineConfig, type Plugin } from 'vite'
import { SECTIONS } from '../composables/sections.ts'
import { readRecording } from '../embed/read-recording.ts'
import { recordingModules } from '../embed/recording-modules.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { deckFonts } from '../hosting/deck-fonts.ts'
import { BUNDLED, LICENCES } from '../hosting/licences.ts'
import { editionOf } from './edition.ts'
import { findBody } from './find-page.ts'
import { MODE_SCRIPT, pageHtml } from './page.ts'
import { readingBody } from './reading-page.ts'
import { slideModules } from './slide-modules.ts'
import { readCompanionTalk, type CompanionTalk } from './talk.ts'

const HERE = import.meta.dirname
const ROOT = join(HERE, '..')

/** What the server build exports. */
type Server = { renderSlides: () => Promise<Record<string, string>> }

/** Custom elements that mark sentences for the index; browsers lay them out as spans. */
const OWN_ELEMENTS = new Set(['claim-text', 'option-text'])

/** A heading within a slide stands below the slide's own, which is of the third level on the page. */
const belowTitle: NodeTransform = (node) => {
  if ('tag' in node && node.tag === 'h2') node.tag = 'h4'
}

function configOf(talk: CompanionTalk, which: 'all' | 'stepped', out: string): InlineConfig {
  return {
    configFile: false,
    root: ROOT,
    base: './',
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      slideModules(talk, which),
      vue({
        template: {
          compilerOptions: { isCustomElement: (tag) => OWN_ELEMENTS.has(tag), nodeTransforms: [belowTitle] },
        },
      }),
      recordingModules(),
      deckFonts(ROOT),
    ],
    define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false' },
    build: { outDir: out, emptyOutDir: true, cssCodeSplit: false, assetsInlineLimit: 0, reportCompressedSize: false },
  }
}

/** The server build renders the slides; its style sheet and fonts are the page's. */
async function renderAll(talk: CompanionTalk, scratch: string): Promise<Record<string, string>> {
  const config = configOf(talk, 'all', scratch)
  await build({
    ...config,
    ssr: { noExternal: true },
    build: { ...config.build, ssr: join(HERE, 'app/server.ts'), ssrEmitAssets: true, minify: false },
  })
  const file = (await readdir(scratch)).find((name) => /^server\.m?js$/.test(name))
  if (!file) throw new Error(`the server build left ${(await readdir(scratch)).join(', ')}`)
  const server = (await import(pathToFileURL(join(scratch, file)).href)) as Server
  return server.renderSlides()
}

/** The styles come from the server build, whole; the scripts bring none of their own. */
const withoutStyles: Plugin = {
  name: 'companion-without-styles',
  enforce: 'pre',
  load: (id) => (/\.css$|[?&]type=style/.test(id) ? '' : undefined),
}

/** Builds the pages' script to `assets`; gives the name of its file. */
async function buildScript(talk: CompanionTalk, folder: string): Promise<string> {
  const config = configOf(talk, 'stepped', folder)
  await build({
    ...config,
    plugins: [withoutStyles, ...(config.plugins ?? [])],
    build: {
      ...config.build,
      manifest: 'manifest.json',
      license: { fileName: BUNDLED },
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(HERE, 'app/client.ts') },
    },
  })
  const path = join(folder, 'manifest.json')
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, { file: string; isEntry?: boolean }>
  await rm(path)
  const entry = Object.values(manifest).find(({ isEntry }) => isEntry)
  if (!entry) throw new Error('the script’s build has no entry')
  return entry.file
}

/** Puts fonts and style sheet beside the scripts; gives the sheet's name. */
async function copyStyles(scratch: string, folder: string): Promise<string[]> {
  const assets = (await readdir(join(scratch, 'assets'))).filter((name) => !/\.m?js$/.test(name))
  await mkdir(join(folder, 'assets'), { recursive: true })
  for (const name of assets) {
    const [from, to] = [join(scratch, 'assets', name), join(folder, 'assets', name)]
    if (!name.endsWith('.css')) await cp(from, to)
    // A server build takes the root of the host for granted; the fonts lie beside the sheet.
    else await writeFile(to, (await readFile(from, 'utf8')).replaceAll('url(/assets/', 'url('))
  }
  return assets.filter((name) => name.endsWith('.css')).map((name) => `assets/${name}`)
}

/**
 * Writes the companion's pages, `read/` and `find/`, into a built deck.
 * @param out the built deck's folder.
 * @param path which slides, as the deck was built.
 * @param withoutNotes leaves out what the speaker says.
 */
export async function buildCompanion(out: string, path: TalkPath, withoutNotes: boolean): Promise<void> {
  const talk = await readCompanionTalk(ROOT, path)
  const scratch = await mkdtemp(join(tmpdir(), 'companion-'))
  try {
    const rendered = await renderAll(talk, scratch)
    const read = join(out, 'read')
    const script = await buildScript(talk, read)
    const styles = await copyStyles(scratch, read)
    const mode = `assets/mode-${createHash('sha256').update(MODE_SCRIPT).digest('hex').slice(0, 8)}.js`
    await writeFile(join(read, mode), MODE_SCRIPT)
    const edition = await editionOf(ROOT, talk.title)
    const recordingOf = new Map(
      [...new Set(talk.slides.flatMap(({ recordings }) => recordings))].map((name) => [name, readRecording(name)]),
    )
    // The dev server's pages are built beside no deck.
    const licences = existsSync(join(out, BUNDLED)) ? `../${LICENCES}` : undefined
    const files = (from: string) => ({
      styles: styles.map((name) => from + name),
      script: from + script,
      mode: from + mode,
    })
    await writeFile(
      join(read, 'index.html'),
      pageHtml({
        name: 'read',
        title: `${talk.title}: reading view`,
        description: talk.info,
        body: readingBody({ talk, sections: SECTIONS, rendered, withoutNotes }),
        files: files('./'),
        data: { edition },
        licences,
      }),
    )
    await mkdir(join(out, 'find'), { recursive: true })
    await writeFile(
      join(out, 'find', 'index.html'),
      pageHtml({
        name: 'find',
        title: `${talk.title}: index`,
        description: `Rules, claims, terms and programs of “${talk.title}”, to search and to cite.`,
        body: findBody({ talk, sections: SECTIONS, rendered, recordings: recordingOf }),
        files: files('../read/'),
        data: { edition },
        licences,
      }),
    )
  } finally {
    await rm(scratch, { recursive: true })
  }
}
