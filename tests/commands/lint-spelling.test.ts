import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { formatFindings } from '../../tools/lint/finding.ts'
import { checkSpelling } from '../../tools/lint/spelling.ts'

const ROOT = join(import.meta.dirname, '../..')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spelling-'))
  for (const file of ['cspell.json', 'words.txt']) await cp(join(ROOT, file), join(folder, file))
  const files = {
    'pages/1.md': [
      '---',
      'title: Memmory',
      'rests: |',
      '  vec-nwe: debug.calls.at.xyzzyx( = 0',
      '---',
      '',
      'The optimizer sees `xyzzyx` and the vtable.',
      '',
      '<!--',
      'Say it alowd.',
      '-->',
      '',
    ],
    'snippets/one.rs': ['//! It alocates.', 'fn xyzzyx() {}', ''],
    'components/One.vue': ['<template><p>A fremae of the stack</p></template>', ''],
    'README.md': ['# A taalk', ''],
  }
  for (const [file, lines] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), lines.join('\n'))
  }
})
afterAll(() => rm(folder, { recursive: true }))

it('finds misspelt words of pages, notes, comments of snippets, components and the README, with their places', async () => {
  expect(
    (await checkSpelling(folder)).map(({ file, line, message }) => `${file}:${line} ${message.split(' ')[0]}`),
  ).toEqual([
    'components/One.vue:1 "fremae"',
    'pages/1.md:2 "Memmory"',
    'pages/1.md:7 "optimizer"',
    'pages/1.md:10 "alowd"',
    'README.md:1 "taalk"',
    'snippets/one.rs:1 "alocates"',
  ])
})

it('finds nothing in this project', async () => {
  expect(formatFindings(await checkSpelling(ROOT))).toBe('')
})
