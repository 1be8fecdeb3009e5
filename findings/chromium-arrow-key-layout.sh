#!/usr/bin/env bash
# Chromium 156 (Debian's, headless) lays the page out inside the task of an arrow key's keydown, although nothing can be
# scrolled and no script asks for it: its own handler of the key, which would scroll, runs after the page's listeners and
# needs the layout. What a listener changes is therefore laid out in the listener's task, not in the frame's; a listener
# that prevents the default, or another key, leaves it to the frame.
#
# Run: bash findings/chromium-arrow-key-layout.sh (needs Chromium at $CHROMIUM or /usr/bin/chromium, node and npm).
# Seen:
#   ArrowRight, default kept: laid out in the key's task
#   ArrowRight, default prevented: not laid out in the key's task
#   a, default kept: not laid out in the key's task
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund playwright-core@1.63.0 >/dev/null
cat >run.mjs <<'END'
import { chromium } from 'playwright-core'
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid() === 0 ? ['--no-sandbox'] : [],
})
const page = await browser.newPage()
await page.setContent(`<!doctype html><style>html, body { overflow: hidden; height: 100% }</style><div id="box">a</div>
<script>
  let prevents = false
  addEventListener('keydown', (event) => {
    performance.mark('key')
    document.getElementById('box').append(' changed')
    if (prevents) event.preventDefault()
  })
</script>`)
async function press(key, prevents) {
  await page.evaluate((yes) => { prevents = yes }, prevents)
  await page.waitForTimeout(300)
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] })
  await page.keyboard.press(key)
  await page.waitForTimeout(300)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
  const mark = traceEvents.find(({ name, cat }) => name === 'key' && cat.includes('user_timing'))
  const here = traceEvents.filter(({ pid, tid, ph }) => pid === mark.pid && tid === mark.tid && ph === 'X')
  const task = here.find(
    ({ name, ts, dur, args }) =>
      name === 'EventDispatch' && args.data?.type === 'keydown' && ts <= mark.ts && mark.ts <= ts + dur,
  )
  const inside = here.some(({ name, ts }) => name === 'Layout' && ts > mark.ts && ts < task.ts + task.dur)
  return `${key}, default ${prevents ? 'prevented' : 'kept'}: ${inside ? '' : 'not '}laid out in the key's task`
}
for (const [key, prevents] of [['ArrowRight', false], ['ArrowRight', true], ['a', false]]) console.log(await press(key, prevents))
await browser.close()
END
output=$(node run.mjs)
echo "$output"
expected="ArrowRight, default kept: laid out in the key's task
ArrowRight, default prevented: not laid out in the key's task
a, default kept: not laid out in the key's task"
[ "$output" = "$expected" ]
