#!/usr/bin/env bash
# Chromium 156 (Debian's, headless) embeds a static font into a PDF as a font; text with an outline of its own by
# -webkit-text-stroke brings the same font a second time, as drawings of its glyphs (Type 3), which some viewers draw
# coarsely. A shadow, or text that is half seen, does not.
#
# Run: bash findings/chromium-pdf-stroked-text.sh (needs Chromium at $CHROMIUM or /usr/bin/chromium, node and npm).
# Seen:
#   plain: /Type0
#   -webkit-text-stroke: 0: /Type0
#   -webkit-text-stroke: 1px red: /Type0 /Type3
#   text-shadow: 0 0 2px red: /Type0
#   opacity: 0.5: /Type0
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.63.0 @fontsource/inter@5.3.0 pdf-lib@1.17.1 >/dev/null
cat >run.mjs <<'END'
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
const font = readFileSync('node_modules/@fontsource/inter/files/inter-latin-400-normal.woff2', 'base64')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
})
for (const style of ['', '-webkit-text-stroke: 0', '-webkit-text-stroke: 1px red', 'text-shadow: 0 0 2px red', 'opacity: 0.5']) {
  const page = await browser.newPage()
  await page.setContent(`<!doctype html><style>@font-face { font-family: I; src: url(data:font/woff2;base64,${font}) }
    p { font-family: I; ${style} }</style><p>words</p>`)
  await page.evaluate(() => document.fonts.ready)
  const pdf = await PDFDocument.load(await page.pdf())
  const kinds = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => {
    const isFont = object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Font')
    const kind = isFont ? object.get(PDFName.of('Subtype')).toString() : ''
    return ['/Type0', '/Type3', '/TrueType'].includes(kind) ? [kind] : []
  })
  console.log(`${style || 'plain'}: ${[...new Set(kinds)].sort().join(' ')}`)
}
await browser.close()
END
output=$(node run.mjs)
echo "$output"
expected='plain: /Type0
-webkit-text-stroke: 0: /Type0
-webkit-text-stroke: 1px red: /Type0 /Type3
text-shadow: 0 0 2px red: /Type0
opacity: 0.5: /Type0'
[ "$output" = "$expected" ]
