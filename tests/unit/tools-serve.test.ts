import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serve } from '../../tools/serve.ts'
import type { Served } from '../../tools/serve.ts'

let folder: string
let served: Served

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-test-'))
  await writeFile(join(folder, 'index.html'), 'the deck')
  await writeFile(join(folder, 'a.js'), 'a script')
  await mkdir(join(folder, 'read'))
  await writeFile(join(folder, 'read/index.html'), 'the page to read')
  served = await serve(folder, '/talks/')
})

afterAll(async () => {
  await served.close()
  await rm(folder, { recursive: true })
})

const get = async (path: string) => {
  const answer = await fetch(new URL(path, served.url))
  return [answer.status, await answer.text()]
}

it('serves files below its path', async () => {
  expect(served.url).toMatch(/^http:\/\/localhost:\d+\/talks\/$/)
  expect(await get('/talks/a.js')).toEqual([200, 'a script'])
})

it('answers a slide’s address with the deck, as static hosts are told to', async () => {
  expect(await get('/talks/7')).toEqual([200, 'the deck'])
})

it('leads to a folder’s page, whose addresses are relative, by an address with a slash at its end', async () => {
  const answer = await fetch(new URL('/talks/read?x=1', served.url))
  expect([answer.url, await answer.text()]).toEqual([`${served.url}read/?x=1`, 'the page to read'])
})

it('has nothing outside its path', async () => {
  expect(await get('/a.js')).toEqual([404, 'Not found'])
})
