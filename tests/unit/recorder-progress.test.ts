import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROGRESS = join(import.meta.dirname, '../../recorder/progress.ts')

/** Says things until told to stop, then ends with a code of its own. */
const SPEAKER = `
  const { openProgress } = await import(process.argv[1])
  const progress = openProgress(process.stdout)
  for (let n = 0; n < 20; n++) {
    progress.line('line ' + n)
    progress.error('error ' + n)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  progress.close()
  process.exitCode = 7
`

const GONE = [{ gone: ['stdout'] }, { gone: ['stderr'] }, { gone: ['stdout', 'stderr'] }] as const

test.each(GONE)('goes on when the reader of $gone is gone', async ({ gone }) => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SPEAKER, PROGRESS])
  let said = ''
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => (said += chunk.toString()))
  for (const name of gone) child[name].destroy()
  const [code] = (await once(child, 'close')) as [number | null]
  expect(code, said).toBe(7)
  if (gone.length === 1) expect(said).toContain(gone[0] === 'stdout' ? 'error 19' : 'line 19')
})
