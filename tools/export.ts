import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import type { Browser } from 'playwright-core'
import { launchBrowser } from './browser.ts'
import { exportDeck } from './export-deck.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { pathOption } from './path-option.ts'
import { humanSize, startProgress } from './report.ts'
import { serve } from './serve.ts'
import type { Served } from './serve.ts'
import { buildDeck, ROOT } from './slidev.ts'

const { out, dark, path } = new Command('npm run export --')
  .description('Writes two PDFs: the handout (each slide as it ends) and the complete deck (a page for each click).')
  .option('--dark', 'the dark scheme', false)
  .option('--out <folder>', 'where they go', join(ROOT, 'export'))
  .addOption(pathOption())
  .parse()
  .opts<{ out: string, dark: boolean, path: TalkPath }>()

const folder = await mkdtemp(join(tmpdir(), 'deck-'))
const progress = startProgress('Looking for a browser')
let browser: Browser | undefined
let served: Served | undefined
try {
  browser = await launchBrowser()
  progress.say('Building the deck')
  await buildDeck({ out: folder, path })
  served = await serve(folder)
  const written = []
  for (const [name, everyClick] of [['handout', false], ['complete', true]] as const) {
    progress.say(`Printing the ${name} PDF`)
    const file = `understanding-allocations-${path === 'full' ? '' : `${path}-`}${name}${dark ? '-dark' : ''}.pdf`
    written.push(await exportDeck(browser, { url: served.url, everyClick, dark, path: join(out, file) }))
  }
  progress.done()
  for (const { path, pages, bytes, complaints } of written) {
    console.log(`${relative('.', path)}  ${pages} pages, ${humanSize(bytes)}`)
    for (const complaint of complaints) console.error(complaint)
    if (complaints.length > 0) process.exitCode = 1
  }
}
catch (error) {
  progress.done()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
finally {
  await browser?.close()
  await served?.close()
  await rm(folder, { recursive: true })
}
