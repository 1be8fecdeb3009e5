import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { ROOT } from '../../tools/slidev.ts'

/** Where the pictures are kept. */
export const PICTURES = join(ROOT, 'tests/pictures')
/** Where what differs is written: the new picture and one with the differences in red. */
const DIFFERENCES = join(ROOT, '.cache/pictures')
/** How much two colours may differ (pixelmatch's scale from 0 to 1) before a pixel counts as changed. */
const COLOUR_TOLERANCE = 0.12
/** Share of changed pixels that another Chromium's rounding may cause; smoothed edges do not count anyway. */
const CHANGED_TOLERANCE = 0.0005
/** Set in the environment, differing and missing pictures are taken anew. */
const UPDATE = 'UPDATE_PICTURES'

/** Where a picture is kept and how much of the page is on it, in CSS px; by default in `PICTURES`, all that is seen. */
interface Place {
  file?: string
  clip?: { x: number; y: number; width: number; height: number }
}

/**
 * Compares what `page` shows with the kept picture `name`.
 * @returns what is wrong, in a sentence that says where to look; undefined when the two are alike.
 */
export async function comparePicture(
  page: Page,
  name: string,
  { file = join(PICTURES, `${name}.png`), clip }: Place = {},
): Promise<string | undefined> {
  const taken = await page.screenshot({ animations: 'disabled', clip })
  const problem = existsSync(file)
    ? await difference(name, await readFile(file), taken)
    : `there is no picture of ${name} yet; ${UPDATE}=1 takes it`
  if (!problem || !process.env[UPDATE]) return problem
  await write(file, taken)
  return undefined
}

async function difference(name: string, before: Buffer, now: Buffer): Promise<string | undefined> {
  const [kept, taken] = [PNG.sync.read(before), PNG.sync.read(now)]
  const { width, height } = kept
  if (taken.width !== width || taken.height !== height) {
    return `${name} is ${taken.width} × ${taken.height} px instead of ${width} × ${height}`
  }
  const shown = new PNG({ width, height })
  const changed = pixelmatch(kept.data, taken.data, shown.data, width, height, { threshold: COLOUR_TOLERANCE })
  if (changed <= CHANGED_TOLERANCE * width * height) return undefined
  const place = (what: string) => join(DIFFERENCES, `${name}.${what}.png`)
  await write(place('now'), now)
  await write(place('difference'), PNG.sync.write(shown))
  return (
    `${name}: ${changed} pixels differ, see ${relative(ROOT, place('difference'))} and ${relative(ROOT, place('now'))}; ` +
    `if the new picture is right, ${UPDATE}=1 keeps it`
  )
}

async function write(file: string, picture: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, picture)
}
