import { beforeAll, describe, expect, it } from 'vitest'
import type { Build } from '../../recorder/schema.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { compilerExplorerUrl, playgroundUrl, programOf } from '../../scene/rust-to-asm/links.ts'
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

describe('a link', () => {
  it('opens the same program, compiler and flags in the Compiler Explorer', () => {
    const url = new URL(compilerExplorerUrl(programOf(recording, release)))
    expect(url.host).toBe('godbolt.org')
    const encoded = decodeURIComponent(url.pathname.replace('/clientstate/', ''))
    const { sessions } = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as {
      sessions: { language: string; source: string; compilers: { id: string; options: string }[] }[]
    }
    expect(sessions).toHaveLength(1)
    expect(sessions[0]).toMatchObject({ language: 'rust', source: recording.source.text })
    expect(sessions[0]?.compilers[0]?.id).toBe('r1950')
    expect(sessions[0]?.compilers[0]?.options).toContain('--edition=2024')
    expect(sessions[0]?.compilers[0]?.options).toContain('-C opt-level=3')
  })

  it('opens the same program and profile in the Rust Playground', () => {
    const query = new URL(playgroundUrl(programOf(recording, release))).searchParams
    expect(query.get('code')).toBe(recording.source.text)
    expect(query.get('mode')).toBe('release')
    expect(query.get('edition')).toBe('2024')
    expect(new URL(playgroundUrl(programOf(recording, { ...release, profile: 'clean' }))).searchParams.get('mode')).toBe('debug')
  })
})
