/**
 * How long a viewer far away waits: the deck's first load beside that of Slidev's own starter deck and of a page that
 * is nothing but its HTML, over a slow network and with a CPU four times slower than this one.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS } from '../tools/deck-page.ts'
import { serve, type Served } from '../tools/serve.ts'
import { buildStarter, compress, putDeck, writeBarePage } from './built-pages.ts'
import { loadOnce, NETWORK, type Load } from './first-load.ts'
import { machineLoad, median, SLOWER, verdict, type BenchOptions } from './options.ts'

/** What is asked of the deck: ms, bytes, and how many times sooner than the starter's its first click works. */
const LIMITS = { firstPaint: 800, firstClick: 3000, bytes: 250_000, sooner: 2 }

/** A page that is measured. */
interface Subject {
  name: string
  folder: string
  hasSlides: boolean
}

/**
 * Loads each page so many times, each with nothing kept from the last, and one after the other within each round, so
 * that what else the machine does hits all alike.
 */
async function measure(subjects: readonly Subject[], runs: number): Promise<Map<string, Load[]>> {
  const browser = await launchBrowser()
  const served: Served[] = []
  const loads = new Map<string, Load[]>(subjects.map(({ name }) => [name, []]))
  try {
    for (const { folder } of subjects) served.push(await serve(folder))
    for (let run = 0; run < runs; run++) {
      for (const [index, { name, hasSlides }] of subjects.entries()) {
        loads.get(name)?.push(await loadOnce(browser, served[index]?.url ?? '', hasSlides))
      }
    }
    return loads
  } finally {
    await Promise.all(served.map((one) => one.close()))
    await browser.close()
  }
}

const ms = (value: number): string => `${Math.round(value)} ms`
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`

/** What is told of a load. */
const ROWS: readonly {
  name: string
  value: (load: Load) => number
  unit: (value: number) => string
  limit?: number
}[] = [
  { name: 'first paint', value: ({ firstPaint }) => firstPaint, unit: ms, limit: LIMITS.firstPaint },
  { name: 'first click works', value: ({ firstClick = NaN }) => firstClick, unit: ms, limit: LIMITS.firstClick },
  { name: 'over the wire until then', value: ({ bytes }) => bytes, unit: kilobytes, limit: LIMITS.bytes },
  { name: 'requests until then', value: ({ requests }) => requests, unit: String },
]

/** Measures first loads and prints the medians, and whether the limits are kept. */
export async function benchLoad({ runs, deck, against }: BenchOptions): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-load-'))
  const at = (name: string, hasSlides = true): Subject => ({ name, folder: join(folder, name), hasSlides })
  const [ours, starter, bare] = [at('this deck'), at('starter'), at('bare HTML', false)]
  const other = against === undefined ? [] : [at('the other deck')]
  const subjects = [ours, ...other, starter, bare]
  try {
    await putDeck(ours.folder, deck)
    for (const one of other) await putDeck(one.folder, against)
    await buildStarter(starter.folder)
    await writeBarePage(bare.folder)
    for (const one of subjects) await compress(one.folder)
    console.log(`Loading each ${runs} times, in turn …`)
    const loads = await measure(subjects, runs)
    console.log(
      `1.6 Mbit/s down, 750 kbit/s up, ${NETWORK.latency} ms round trip, gzip, HTTP/1.1, CPU ${SLOWER} times slower, ` +
        `${CANVAS.width} × ${CANVAS.height}; medians of ${runs}; ${machineLoad()}`,
    )
    const of = (subject: Subject, value: (load: Load) => number) => median(loads.get(subject.name)?.map(value) ?? [])
    console.table(
      ROWS.map(({ name, value, unit, limit }) => {
        const mine = of(ours, value)
        return {
          '': name,
          ...Object.fromEntries(
            subjects.map((one) => [one.name, Number.isNaN(of(one, value)) ? '–' : unit(of(one, value))]),
          ),
          'starter ÷ deck': `${(of(starter, value) / mine).toFixed(2)} ×`,
          limit: limit === undefined ? '–' : unit(limit),
          kept: limit === undefined ? '–' : verdict(mine <= limit),
        }
      }),
    )
    const firstClick = ({ firstClick: value = NaN }: Load) => value
    const sooner = of(starter, firstClick) / of(ours, firstClick)
    console.log(
      `The first click works ${sooner.toFixed(2)} times as soon as the starter’s; at least ${LIMITS.sooner} times: ` +
        verdict(sooner >= LIMITS.sooner),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
