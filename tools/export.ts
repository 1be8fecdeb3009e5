import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { Command } from 'commander'
import { requireBrowser } from './browser.ts'
import { exportPdfs, subtitlesName } from './export-deck.ts'
import { exportSubtitles } from './export-subtitles.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { pathOption } from './path-option.ts'
import { humanSize, startProgress } from './report.ts'
import { buildDeck, ROOT } from './slidev.ts'

const { out, dark, path } = new Command('npm run export --')
  .description(
    'Writes three PDFs: the handout (A4, each slide as it ends with what is said), the slides (16:9) and the ' +
      'complete deck (16:9, a page for each click); and what is said as subtitles (WebVTT) for a recording of the ' +
      'talk, timed by its plan.',
  )
  .option('--dark', 'the dark scheme', false)
  .option('--out <folder>', 'where they go', join(ROOT, 'export'))
  .addOption(pathOption())
  .parse()
  .opts<{ out: string; dark: boolean; path: TalkPath }>()

const folder = await mkdtemp(join(tmpdir(), 'deck-'))
const progress = startProgress('Looking for a browser')
try {
  // Before the build, which takes longer: without a browser there is nothing to do.
  await requireBrowser()
  progress.say('Building the deck')
  await buildDeck({ out: folder, path })
  const onKind = (kind: string) => progress.say(`Printing the PDF: ${kind}`)
  const written = await exportPdfs({ deck: folder, out, dark, path, onKind })
  progress.say('Writing the subtitles')
  const subtitles = join(out, subtitlesName(path))
  const cues = await exportSubtitles(folder, subtitles)
  progress.done()
  for (const { path, pages, bytes, complaints } of written) {
    console.log(`${relative('.', path)}  ${pages} pages, ${humanSize(bytes)}`)
    for (const complaint of complaints) console.error(complaint)
    if (complaints.length > 0) process.exitCode = 1
  }
  console.log(`${relative('.', subtitles)}  ${cues} subtitles`)
} catch (error) {
  progress.done()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true })
}
