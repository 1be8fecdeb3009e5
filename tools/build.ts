import { join, relative } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import { exportPdfs, pdfName } from './export-deck.ts'
import { folderSize, humanSize, startProgress } from './report.ts'
import { lintDeck } from './lint/lint-deck.ts'
import { formatFindings } from './lint/finding.ts'
import type { TalkPath } from '../embed/talk-path.ts'
import { assertMayBeEmptied } from './emptied-folder.ts'
import { pathOption } from './path-option.ts'
import { buildDeck, ROOT } from './slidev.ts'

/** A path to serve below, beginning and ending in `/`; throws the error that commander prints for any other text. */
function parseBase(text: string): string {
  if (!/^\/(?:[\w.~-]+\/)*$/.test(text)) throw new InvalidArgumentError('A base is a path such as / or /talks/rust/.')
  return text
}

/** An absolute address, ending in `/`; throws the error that commander prints for any other text. */
function parseSite(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('A site is an address such as https://example.org/talks/.')
  return new URL('./', text.endsWith('/') ? text : `${text}/`).href
}

const { base, out, path, site, pdf, withoutNotes, withoutPresenter } = new Command('npm run build --')
  .description('Writes the deck as a static site.')
  .option('--base <path>', 'the path below which it will be hosted; without it, any path will do', parseBase)
  .option('--site <address>', 'where it will be found, for link previews and the last slide', parseSite)
  .option('--pdf', 'print the PDFs too, beside the deck, which then offers the handout', false)
  .option('--without-notes', 'leave out what the speaker says', false)
  .option(
    '--without-presenter',
    'leave out the presenter view and the notes views; notes stay in the reading view',
    false,
  )
  .option('--out <folder>', 'where it goes: new, empty, or a deck built before, which is replaced', join(ROOT, 'dist'))
  .addOption(pathOption())
  .parse()
  .opts<{
    base?: string
    out: string
    path: TalkPath
    site?: string
    pdf: boolean
    withoutNotes: boolean
    withoutPresenter: boolean
  }>()

const progress = startProgress('Checking the deck')
try {
  assertMayBeEmptied(out, ROOT)
  // Slidev builds a deck with missing pages, regions, components or layouts without a word.
  const findings = await lintDeck(ROOT)
  if (findings.length > 0) throw new Error(`The deck is not built, because it is wrong:\n${formatFindings(findings)}`)
  progress.say('Building the deck')
  await buildDeck({
    out,
    base,
    path,
    site,
    download: pdf ? pdfName('handout', { dark: false, path }) : undefined,
    withoutNotes,
    withoutPresenter,
    onOutput: (text) => {
      const modules = /(\d+) modules transformed/.exec(text)?.[1]
      if (modules) progress.say(`${modules} modules compiled, writing files`)
    },
  })
  if (pdf) {
    const onKind = (kind: string) => progress.say(`Printing the PDF: ${kind}`)
    await exportPdfs({ deck: out, out, dark: false, path, onKind })
  }
} catch (error) {
  progress.done()
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
progress.done()
const { files, bytes } = await folderSize(out)
console.log(`${relative('.', out)}/  ${files} files, ${humanSize(bytes)}${base ? `, for ${base}` : ''}`)
