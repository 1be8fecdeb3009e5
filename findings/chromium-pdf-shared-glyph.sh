#!/usr/bin/env bash
# Chromium 156 (Debian's, headless): a PDF that it prints keeps one character for each glyph, the last that the font
# maps to it, not the one that the page says. In Inter (from @fontsource-variable/inter 5.3.0) the right quotation mark
# U+2019 shares its glyph with the letter U+02BC: who searches the PDF for “value’s”, or copies it, gets the letter.
#
# Run: bash findings/chromium-pdf-shared-glyph.sh (needs Chromium at $CHROMIUM or /usr/bin/chromium, node and npm).
# Seen:
#   the page says   U+0065 U+2019 U+0073
#   the PDF says    U+0065 U+02BC U+0073
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.63.0 @fontsource-variable/inter@5.3.0 pdfjs-dist@5.6.205 >/dev/null
cat >run.mjs <<'END'
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
const font = readFileSync('node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2', 'base64')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage()
const said = 'e\u2019s'
await page.setContent(`<!doctype html><meta charset="utf-8"><style>@font-face { font-family: I;
  src: url(data:font/woff2;base64,${font}) } p { font-family: I }</style><p>${said}</p>`)
await page.evaluate(() => document.fonts.ready)
const bytes = await page.pdf()
await browser.close()
const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
const { items } = await (await pdf.getPage(1)).getTextContent()
const points = (text) => [...text].map((one) => `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
console.log(`the page says   ${points(said)}`)
console.log(`the PDF says    ${points(items.map(({ str }) => str).join(''))}`)
END
output=$(node run.mjs)
echo "$output"
expected='the page says   U+0065 U+2019 U+0073
the PDF says    U+0065 U+02BC U+0073'
[ "$output" = "$expected" ]
