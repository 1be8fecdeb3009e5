import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const TOOLS = join(import.meta.dirname, '../../tools')

/** Runs a tool to its end, with `variables` added to the environment. */
function run(tool: string, args: string[], variables = {}): Promise<{ code: number | string; output: string }> {
  const env = { ...process.env, ...variables }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(TOOLS, tool), ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, output: stdout + stderr })
    })
  })
}

describe('npm start', () => {
  it('prints the addresses of slides, presenter view and overview, answers there, and ends with Ctrl-C', async () => {
    const child = spawn(process.execPath, [join(TOOLS, 'start.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
    const addresses = await new Promise<string[]>((resolve, reject) => {
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        output += stripVTControlCharacters(chunk.toString())
        const found = ['slide show', 'presenter mode', 'slides overview'].map(
          (name) => new RegExp(`${name} +> (http\\S+)`).exec(output)?.[1],
        )
        if (found.every((address) => address !== undefined)) resolve(found)
      })
      child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)))
    })
    for (const address of addresses) expect((await fetch(address)).status, address).toBe(200)
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
    await expect(fetch(addresses[0] ?? '')).rejects.toThrow()
  })

  it('refuses a port that is taken', async () => {
    const server = createServer().listen(0, 'localhost')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { code, output } = await run('start.ts', ['--port', String(port)])
    server.close()
    expect([code, output]).toEqual([1, `error: port ${port} is taken by another program\n`])
  })

  it.each(['0', '65536', 'deck'])('refuses %s as a port', async (port) => {
    expect(await run('start.ts', ['--port', port])).toMatchObject({
      code: 1,
      output: expect.stringContaining('1 to 65535'),
    })
  })
})

it.each(['talks', '/talks', 'https://example.org/talks/'])('npm run build refuses %s as a base', async (base) => {
  expect(await run('build.ts', ['--base', base])).toMatchObject({
    code: 1,
    output: expect.stringContaining('such as /'),
  })
})

it.each([
  [['--slides', 'X'], 'neither a number nor a range'],
  [['--slides', '2,5-3'], '5-3 is reversed: write 3-5'],
  [['--slides', 'vec-nw'], 'no slide has the address vec-nw: did you mean vec-new?'],
  [['--slides', 'x'], 'no slide has the address x'],
  [['--clicks', 'first'], 'neither a number nor a range'],
  [['--scale', 'abc'], 'A scale is a number above 0'],
  [['--scale', '0'], 'A scale is a number above 0'],
])('npm run shots refuses %j before it builds the deck', async (args, reason) => {
  const { code, output } = await run('shots.ts', args)
  expect([code, output]).toEqual([1, expect.stringContaining(reason)])
  expect(output).not.toContain('Building')
})

it('npm run typecheck says what it does, and refuses options that it does not have', async () => {
  expect(await run('typecheck.ts', ['--help'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('Usage: npm run typecheck'),
  })
  expect(await run('typecheck.ts', ['--wach'])).toMatchObject({
    code: 1,
    output: expect.stringContaining('unknown option'),
  })
})

it('npm run export says that the browser that the environment names is not there', async () => {
  const { code, output } = await run('export.ts', [], { CHROMIUM: '/nowhere/chromium' })
  expect([code, output]).toEqual([1, expect.stringContaining('/nowhere/chromium, which does not exist')])
})
