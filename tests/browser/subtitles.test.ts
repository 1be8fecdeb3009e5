import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { exportSubtitles } from '../../tools/export-subtitles.ts'
import { useBrowser } from '../support/watched-page.ts'

const { folder, url, slides } = inject('deck')
const openPage = useBrowser()

/** A slide with a long note. */
const STEPPED = slides.find(({ clicks }) => clicks > 6)?.no ?? 0

/** The talk's planned length, s. */
const TALK = 45 * 60

it('a browser reads the exported subtitles: all that is said, one after the other, until the planned end', async () => {
  const out = await mkdtemp(join(tmpdir(), 'subtitles-'))
  try {
    const written = await exportSubtitles(folder, join(out, 'talk.vtt'))
    const file = await readFile(join(out, 'talk.vtt'), 'utf8')
    const { page } = await openPage()
    const cues = await page.evaluate(async (text) => {
      const track = document.createElement('track')
      track.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }))
      const video = document.createElement('video')
      video.append(track)
      document.body.append(video)
      track.track.mode = 'hidden'
      await new Promise((resolve, reject) => {
        track.addEventListener('load', resolve)
        track.addEventListener('error', reject)
      })
      return [...(track.track.cues ?? [])].map((cue) => {
        const { startTime, endTime, text } = cue as VTTCue
        return { from: startTime, until: endTime, lines: text.split('\n') }
      })
    }, file)
    expect(cues).toHaveLength(written)
    expect(cues[0]?.from).toBe(0)
    expect(cues.at(-1)?.until).toBeCloseTo(TALK, 2)
    expect(cues.filter(({ from }, index) => from < (cues[index - 1]?.until ?? 0))).toEqual([])
    expect(cues.filter(({ lines }) => lines.length > 2 || lines.some((line) => line.length > 60))).toEqual([])
    const said = cues.flatMap(({ lines }) => lines).join(' ')
    expect(said).toContain('By the end you can look at a line of Rust')
    expect(said).not.toContain('To cut:')
  } finally {
    await rm(out, { recursive: true })
  }
})

it('subtitles that do not fit at once follow at the pace at which they are said', async () => {
  const { page, complaints } = await openPage()
  await page.clock.install()
  await openDeck(page, url)
  await goTo(page, { slide: STEPPED, clicks: 0 })
  await page.keyboard.press('c')
  const subtitles = page.locator('.subtitles')
  const cues: string[] = []
  do {
    cues.push(await subtitles.innerText())
    await page.clock.runFor(60_000)
  } while (!cues.includes(await subtitles.innerText()))
  expect(cues.length).toBeGreaterThan(1)
  expect(Math.max(...cues.map(({ length }) => length))).toBeLessThanOrEqual(150)
  expect(complaints).toEqual([])
})
