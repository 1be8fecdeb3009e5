import type { MarkdownTransformContext } from '@slidev/types'
import { describe, expect, it } from 'vitest'
import { decodeRequest } from '../../embed/asm-request.ts'
import { embedRecordings } from '../../embed/embed-recordings.ts'
import { readAsmScene } from '../../embed/read-asm-scene.ts'

/** The part of a MagicString that the transformer uses, on a text that keeps its offsets. */
function editable(original: string) {
  const edits: { start: number; end: number; text: string }[] = []
  let appended = ''
  return {
    original,
    overwrite: (start: number, end: number, text: string) => void edits.push({ start, end, text }),
    remove: (start: number, end: number) => void edits.push({ start, end, text: '' }),
    append: (text: string) => void (appended += text),
    appendRight: (at: number, text: string) => void edits.push({ start: at, end: at, text }),
    toString: () =>
      edits
        .toSorted((a, b) => b.start - a.start)
        .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), original) + appended,
  }
}

/** What the build makes of a page that begins at line 10 of pages/x.md. */
async function embed(page: string): Promise<string> {
  const s = editable(page)
  const slide = { source: { filepath: '/deck/pages/x.md', contentStart: 10 } }
  const context = { s, slide, options: { userRoot: '/deck' } }
  await embedRecordings(context as unknown as MarkdownTransformContext)
  return s.toString()
}

describe('a page’s recordings', () => {
  it('become imports that its tags are bound to', async () => {
    const page = await embed('<RustCode recording="box-new" region="make" />')
    expect(page).toContain('<RustCode :recording="recorded_box_new" region="make" />')
    expect(page).toContain("import recorded_box_new from 'virtual:recording/box-new/run'")
  })

  it.each([
    ['<Provenance recording="box-new" /> <Predict recording="box-new" of="debug.calls release.calls" />', '/run'],
    ['<Provenance recording="box-new" /> <Predict recording="box-new" of="release.returns.make" />', ''],
    ['<RustCode recording="box-new" region="make" /> <ListingCards recording="box-new" functions="make" />', ''],
  ])('come without listings where nothing on the page reads them: %s', async (page, part) => {
    expect(await embed(page)).toContain(`import recorded_box_new from 'virtual:recording/box-new${part}'`)
  })

  it('become a finished scene for RustToAsm, without the recording', async () => {
    const page = await embed(
      '<RustToAsm recording="box-new" function="make" show="rust release" :height="330" at="2" />',
    )
    const [, id, rest] = /<RustToAsm :scene="(\w+)"\s+(.*?)\s*\/>/.exec(page) ?? []
    expect(rest).toBe('at="2"')
    expect(page).not.toContain('virtual:recording/')
    const encoded = new RegExp(`import ${id} from 'virtual:rust-to-asm/(.*)'`).exec(page)?.[1] ?? ''
    const request = decodeRequest(encoded)
    expect(request).toEqual({ recordings: ['box-new'], function: 'make', show: 'rust release', height: 330 })
    const scene = await readAsmScene(request)
    expect(scene.plan.states.map(({ name }) => name)).toEqual(['rust', 'release'])
    expect(scene.geometry.height).toBeLessThanOrEqual(330)
  })

  it.each([
    ['<RustCode recording="bx-new" />', /<RustCode> names the recording "bx-new", which is not in/],
    ['<RustToAsm recording="box-new" function="mkae" show="rust" />', /<RustToAsm>: box-new has no listing of "mkae"/],
    ['<RustToAsm recording="box-new" show="rust fast" />', /<RustToAsm>: box-new has no build "fast"/],
    ['<RustToAsm recording="box-new" show="release" highlight="release: free" />', /no instruction is "free"/],
    ['<RustToAsm recording="box-new" show="release" highlight="release: line 40" />', /line 40 is not shown/],
    ['<RustToAsm recording="box-new" />', /show="…" is missing/],
    ['<RustToAsm recording="box-new" :show="states" />', /the build needs its text/],
    ['<RustToAsm recording="box-new" show="rust" :height="tall" />', /height="tall" is no number/],
  ])('fail the build at their line: %s', async (tag, message) => {
    const failure = embed(`text\n\n${tag}\n`)
    await expect(failure).rejects.toThrow(message)
    await expect(failure).rejects.toThrow(/^pages\/x\.md:13: /)
  })
})
