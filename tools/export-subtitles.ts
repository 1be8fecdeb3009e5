import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { plannedCues } from '../live/subtitle-cues.ts'
import { LONGEST_CUE, webVtt } from '../live/web-vtt.ts'
import { openDeck } from './deck-page.ts'
import { onServedDeck } from './export-deck.ts'

/**
 * Writes what is said in a built deck as subtitles (WebVTT) of a talk that keeps to its plan. A deck that was built
 * without notes has none.
 * @param file where they go.
 * @returns how many there are; without any, no file is written.
 */
export async function exportSubtitles(deck: string, file: string): Promise<number> {
  const { title, slides } = await readNotes(deck)
  const cues = plannedCues(slides, LONGEST_CUE)
  if (cues.length === 0) return 0
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, webVtt(title, cues))
  return cues.length
}

/** The talk's title, and each slide's note as HTML with the ms that it is planned to take. */
function readNotes(deck: string): Promise<{ title: string; slides: { note: string; takes: number }[] }> {
  return onServedDeck(deck, async (browser, url) => {
    const page = await browser.newPage()
    await openDeck(page, url)
    return page.evaluate(async () => {
      const { slides = [] } = window.deckNavigation ?? {}
      const read = slides.map(async ({ meta: { slide } }) => {
        const { appendix, minutes = 0 } = slide.frontmatter
        return { note: await slide.loadNote(), takes: appendix ? 0 : minutes * 60_000 }
      })
      return { title: window.deckConfiguration?.title ?? '', slides: await Promise.all(read) }
    })
  })
}
