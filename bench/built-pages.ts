import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildDeck, ROOT, runSlidevBuild } from '../tools/slidev.ts'

/** Puts a deck into the folder `out`: a copy of one that is built already, or a new one. */
export async function putDeck(out: string, built?: string): Promise<void> {
  if (built !== undefined) return cp(built, out, { recursive: true })
  console.log('Building the deck …')
  await buildDeck({ out })
}

/** Builds the starter deck that comes with Slidev's command line. Its theme is another package: the default stands in. */
export async function buildStarter(out: string): Promise<void> {
  console.log('Building Slidev’s starter deck …')
  const template = join(dirname(createRequire(import.meta.url).resolve('@slidev/cli/package.json')), 'template.md')
  const folder = join(ROOT, '.cache', 'bench-starter')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  try {
    const slides = (await readFile(template, 'utf8')).replace('theme: seriph', 'theme: default')
    await writeFile(join(folder, 'slides.md'), slides)
    await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}\n')
    await runSlidevBuild({ cwd: folder, out, base: '/' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes a page that is nothing but its HTML. */
export async function writeBarePage(out: string): Promise<void> {
  await mkdir(out)
  await writeFile(join(out, 'index.html'), '<!DOCTYPE html><title>Bare</title><h1>A page that is nothing but this</h1>')
  await cp(join(ROOT, 'public', 'favicon.svg'), join(out, 'favicon.ico'))
}

/** Puts a `.gz` beside each file that gets smaller by it, as hosts compress what they send. */
export async function compress(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(?:html|js|css|svg|json|webmanifest)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    await writeFile(`${path}.gz`, gzipSync(await readFile(path)))
  }
}
