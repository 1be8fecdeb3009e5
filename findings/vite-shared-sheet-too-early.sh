#!/usr/bin/env bash
# Vite 8.3.1, production build: `import('./two.js')` may be fulfilled before the style sheet that it needs is there. A
# built dynamic import waits for the sheets that it asks for itself; one that another import has asked for a moment
# before is taken for loaded, although it is still on its way. Two imports that share a sheet, begun together: the first
# waits for the sheet, the second does not, and what it draws is seen without its styles.
#
# Run: bash findings/vite-shared-sheet-too-early.sh (needs Chromium at $CHROMIUM or /usr/bin/chromium, node and npm).
# Seen, with a sheet that takes two seconds to come:
#   begun first: the sheet is there
#   begun second: the sheet is not there
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.63.0 vite@8.3.1 >/dev/null
mkdir site
cat >site/index.html <<'END'
<!doctype html><script type="module" src="./main.js"></script>
END
cat >site/main.js <<'END'
const styled = () => getComputedStyle(document.documentElement).getPropertyValue('--shared').trim() === 'yes'
const watch = async (name, module) => {
  await module
  return `begun ${name}: the sheet is ${styled() ? 'there' : 'not there'}`
}
window.seen = Promise.all([watch('first', import('./one.js')), watch('second', import('./two.js'))])
END
echo ':root { --shared: yes }' >site/shared.css
printf '%s\n' "import './shared.css'" "export const one = 1" >site/one.js
printf '%s\n' "import './shared.css'" "export const two = 2" >site/two.js
cat >run.mjs <<'END'
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { build } from 'vite'
await build({ root: 'site', logLevel: 'error' })
const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' }
const server = createServer(async ({ url }, answer) => {
  const name = url === '/' ? '/index.html' : url
  const type = types[name.split('.').pop()]
  if (type === types.css) await new Promise((done) => setTimeout(done, 2000))
  try {
    answer.writeHead(200, { 'content-type': type }).end(await readFile(`site/dist${name}`))
  } catch {
    answer.writeHead(404).end()
  }
})
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage()
await page.goto(`http://127.0.0.1:${server.address().port}/`)
for (const line of await page.evaluate(() => window.seen)) console.log(line)
await browser.close()
server.close()
END
output=$(node run.mjs)
echo "$output"
expected='begun first: the sheet is there
begun second: the sheet is not there'
[ "$output" = "$expected" ]
