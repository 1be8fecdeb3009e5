/**
 * How long a viewer far away waits: the deck's first load beside that of Slidev's own starter deck and of a page that
 * is nothing but its HTML, over a slow network and with a CPU four times slower than this one.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../tools/browser.ts'
import { CANVAS } from '../tools/deck-page.ts'
import { serve } from '../tools/serve.ts'
import { buildDeck, ROOT, runSlidevBuild } from '../tools/slidev.ts'

/** The network: bytes a second down and up, and the round trip in ms. */
const NETWORK = { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 }
/** How many times slower than this machine. */
const SLOWER = 4
/** Loads of a deck, each with nothing kept from the last; the median counts. */
const RUNS = 5
/** Between two presses of the key that asks for the next slide, ms. */
const PATIENCE = 60
/** When a deck that has not answered is given up, ms. */
const LIMIT = 90_000

/** What is asked of the deck. */
const TARGETS = { firstPaint: 800, firstClick: 3000, bytes: 250_000 }

/** What one load came to. */
interface Load {
  /** When the first text or picture is painted, ms. */
  firstPaint: number
  /** When a press of the right arrow key has brought the next slide, ms; absent for a page without slides. */
  firstClick?: number
  /** Bytes over the wire until then, headers included. */
  bytes: number
  requests: number
}

/** Loads a page anew and asks for the next slide until it comes. */
async function load(browser: Browser, url: string, hasSlides: boolean): Promise<Load> {
  const context = await browser.newContext({ viewport: CANVAS })
  try {
    const page = await context.newPage()
    // The starter deck's pictures lie on other hosts: nobody's network is measured here.
    await page.route(
      (address) => address.hostname !== 'localhost',
      (route) => route.abort(),
    )
    const devtools = await context.newCDPSession(page)
    const seen = { bytes: 0, requests: 0 }
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      seen.bytes += encodedDataLength
      seen.requests += 1
    })
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', { offline: false, ...NETWORK })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(url, { waitUntil: 'commit', timeout: LIMIT })
    const started = Date.now()
    let firstClick: number | undefined
    while (hasSlides && firstClick === undefined) {
      if (Date.now() - started > LIMIT) throw new Error(`${url} shows no second slide after ${LIMIT} ms`)
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(PATIENCE)
      firstClick = await page.evaluate(() => {
        const slides = [...document.querySelectorAll('[data-slidev-no]:not([data-slidev-no="1"]) .slidev-layout')]
        const shown = slides.some((slide) => slide.checkVisibility()) && !document.getElementById('first-paint')
        return shown ? performance.now() : undefined
      })
    }
    if (!hasSlides) await page.waitForLoadState('networkidle')
    const { bytes, requests } = seen
    const firstPaint = await page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    )
    return { firstPaint: (await firstPaint.jsonValue()) ?? NaN, firstClick, bytes, requests }
  } finally {
    await context.close()
  }
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN

/** The medians of several loads, each with nothing kept from the last. */
async function measure(browser: Browser, folder: string, hasSlides: boolean): Promise<Load> {
  const served = await serve(folder)
  try {
    const loads: Load[] = []
    for (let run = 0; run < RUNS; run++) loads.push(await load(browser, served.url, hasSlides))
    return {
      firstPaint: median(loads.map((one) => one.firstPaint)),
      firstClick: hasSlides ? median(loads.map((one) => one.firstClick ?? NaN)) : undefined,
      bytes: median(loads.map((one) => one.bytes)),
      requests: median(loads.map((one) => one.requests)),
    }
  } finally {
    await served.close()
  }
}

/** Puts a `.gz` beside each file that gets smaller by it, as hosts compress what they send. */
async function compress(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(?:html|js|css|svg|json|webmanifest)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    await writeFile(`${path}.gz`, gzipSync(await readFile(path)))
  }
}

/** Builds the starter deck that comes with Slidev's command line. Its theme is another package: the default stands in. */
async function buildStarter(out: string): Promise<void> {
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

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`
const times = (a: number | undefined, b: number | undefined): string => (a && b ? `${(a / b).toFixed(1)} ×` : '–')
const verdict = (value: number | undefined, target: number): string => ((value ?? Infinity) <= target ? 'yes' : 'NO')

const folder = await mkdtemp(join(tmpdir(), 'bench-load-'))
try {
  const [deck, starter, bare] = ['deck', 'starter', 'bare'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  console.log('Building the deck …')
  await buildDeck({ out: deck })
  console.log('Building Slidev’s starter deck …')
  await buildStarter(starter)
  await mkdir(bare)
  await writeFile(
    join(bare, 'index.html'),
    '<!DOCTYPE html><title>Bare</title><h1>A page that is nothing but this</h1>',
  )
  await cp(join(deck, 'favicon.svg'), join(bare, 'favicon.ico'))
  for (const one of [deck, starter, bare]) await compress(one)
  const browser = await launchBrowser()
  try {
    console.log(`Loading each ${RUNS} times …`)
    const ours = await measure(browser, deck, true)
    const stock = await measure(browser, starter, true)
    const html = await measure(browser, bare, false)
    const [loadNow = 0] = loadavg()
    console.log(
      `1.6 Mbit/s down, 750 kbit/s up, ${NETWORK.latency} ms round trip, gzip, HTTP/1.1, CPU ${SLOWER} times slower, ` +
        `${CANVAS.width} × ${CANVAS.height}; medians of ${RUNS}; load of this machine ${loadNow.toFixed(1)} on ${availableParallelism()} cores`,
    )
    const row = (
      name: string,
      value: (one: Load) => number | undefined,
      unit: (n: number) => string,
      target: number,
    ) => ({
      '': name,
      'this deck': unit(value(ours) ?? NaN),
      target: unit(target),
      met: verdict(value(ours), target),
      'Slidev’s starter': unit(value(stock) ?? NaN),
      'starter ÷ deck': times(value(stock), value(ours)),
      'bare HTML': value(html) === undefined ? '–' : unit(value(html) ?? NaN),
    })
    const ms = (value: number) => `${Math.round(value)} ms`
    console.table([
      row('first paint', (one) => one.firstPaint, ms, TARGETS.firstPaint),
      row('first click works', (one) => one.firstClick, ms, TARGETS.firstClick),
      row('over the wire until then', (one) => one.bytes, kilobytes, TARGETS.bytes),
    ])
    console.log(`Requests until then: ${ours.requests} of this deck, ${stock.requests} of the starter`)
  } finally {
    await browser.close()
  }
} finally {
  await rm(folder, { recursive: true })
}
