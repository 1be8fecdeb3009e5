import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { recordingNames } from '../../embed/read-recording.ts'
import { compile } from '../../recorder/compile.ts'
import type { Build } from '../../recorder/schema.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { compilerExplorerUrl, linksTo, playgroundUrl, programOf } from '../../scene/rust-to-asm/links.ts'
import { recorded } from '../support/rust-to-asm.ts'

let recording: Recorded
let release: Build

beforeAll(async () => {
  const box = await recorded('box-new')
  const build = box.builds.release
  if (!build) throw new Error('box-new has no release build')
  recording = { ...box, source: { ...box.source, text: `// “λ”\n${box.source.text}` } }
  release = build
})

/** What a link to the Compiler Explorer opens. */
function opened(address: string) {
  const url = new URL(address)
  expect(url.host).toBe('godbolt.org')
  const encoded = decodeURIComponent(url.pathname.replace('/clientstate/', ''))
  const { sessions } = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as {
    sessions: {
      language: string
      source: string
      compilers: { id: string; options: string; filters: Record<string, boolean> }[]
    }[]
  }
  expect(sessions).toHaveLength(1)
  expect(sessions[0]?.compilers).toHaveLength(1)
  return { ...sessions[0], ...sessions[0]?.compilers[0] }
}

/** Each option with its value as one word, `--edition=2024`, `-C opt-level=3`, in their order. */
function paired(words: string[]): string[] {
  const takesNext = /^(?:-C|--(?:edition|crate-type|crate-name|emit|remap-path-prefix|error-format|out-dir))$/
  return words.flatMap((word, i) => {
    if (i > 0 && takesNext.test(words[i - 1] ?? '')) return []
    if (!takesNext.test(word)) return [word]
    return [word === '-C' ? `-C ${words[i + 1]}` : `${word}=${words[i + 1]}`]
  })
}

/** Options that name files and places, or choose how the result is printed: they decide about no code. */
const ABOUT_FILES =
  /^--(?:crate-name|emit|remap-path-prefix|error-format|out-dir)=|^-C llvm-args=--x86-asm-syntax=intel$/

/** The words that the recorder calls rustc with for a program, seen by a program in rustc's place. */
async function recordersOptions(name: string, text: string, flags: string[]): Promise<string[]> {
  const place = await mkdtemp(join(tmpdir(), 'links-'))
  try {
    const [rustc, seen] = [join(place, 'rustc'), join(place, 'seen')]
    await writeFile(rustc, `#!/bin/sh\nfor word; do printf '%s\\n' "$word"; done > '${seen}'\n`)
    await chmod(rustc, 0o755)
    await compile({ name, file: 'program.rs', text }, { name: 'build', flags, runs: false }, rustc, place)
    const [, ...words] = (await readFile(seen, 'utf8')).trimEnd().split('\n')
    return paired(words).filter((word) => !ABOUT_FILES.test(word))
  } finally {
    await rm(place, { recursive: true })
  }
}

describe('a link', () => {
  it('opens the same program, compiler and flags in the Compiler Explorer', () => {
    const { language, source, id, options, filters } = opened(compilerExplorerUrl(programOf(recording, release)))
    expect({ language, source, id }).toEqual({ language: 'rust', source: recording.source.text, id: 'r1950' })
    expect(options).toContain('-C opt-level=3')
    expect(filters).toMatchObject({ intel: true, demangle: true })
  })

  it('gives the Compiler Explorer every flag of the recorder’s command line, and no other, for every build', async () => {
    const builds = (await Promise.all(recordingNames().map(recorded))).flatMap((one) =>
      Object.values(one.builds).map((build) => ({ one, build })),
    )
    const different = new Map(builds.map((item) => [item.build.flags.join(' '), item]))
    expect(different.size).toBeGreaterThan(3)
    for (const { one, build } of different.values()) {
      const told = await recordersOptions(one.name, one.source.text, build.flags)
      expect(told).toEqual(expect.arrayContaining(['--edition=2024', '--crate-type=bin']))
      const { options = '' } = opened(compilerExplorerUrl(programOf(one, build)))
      expect(paired(options.split(' '))).toEqual(told)
    }
    for (const { one, build } of builds) {
      const { options, source, id } = opened(compilerExplorerUrl(programOf(one, build)))
      expect(source).toBe(one.source.text)
      expect(id).toBe(`r${one.toolchain.rustc.replaceAll('.', '')}`)
      expect(options?.endsWith(build.flags.join(' '))).toBe(true)
      expect(one.toolchain.target, 'the Compiler Explorer’s own').toBe('x86_64-unknown-linux-gnu')
    }
  })

  it('says in what the Playground differs, where it has not the same compiler and flags', () => {
    expect(linksTo(programOf(recording, release)).playgroundDiffers).toMatch(
      /same program and profile; .*newest stable.*1\.95\.0/,
    )
    const clean = linksTo(programOf(recording, { ...release, profile: 'clean' }))
    expect(clean.playgroundDiffers).toMatch(/debug profile, which is not quite clean/)
  })

  it('opens the same program and profile in the Rust Playground', () => {
    const query = new URL(playgroundUrl(programOf(recording, release))).searchParams
    expect(query.get('code')).toBe(recording.source.text)
    expect(query.get('mode')).toBe('release')
    expect(query.get('edition')).toBe('2024')
    const older = { ...programOf(recording, release), source: '//! T\n//@ edition: 2021\nfn main() {}\n' }
    expect(new URL(playgroundUrl(older)).searchParams.get('edition')).toBe('2021')
    expect(
      new URL(playgroundUrl(programOf(recording, { ...release, profile: 'clean' }))).searchParams.get('mode'),
    ).toBe('debug')
  })
})
