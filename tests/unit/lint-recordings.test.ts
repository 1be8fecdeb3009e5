import { describe, expect, it } from 'vitest'
import { fixture, findings, place } from '../fixtures/lint/findings.ts'
import { readTemplate } from '../../tools/lint/markup.ts'
import { readRecordings } from '../../tools/lint/recordings.ts'
import { checkStage } from '../../tools/lint/stage.ts'

const at = (text: string) => place('recordings', 'slides.md', text)

describe('recordings', () => {
  it('must fit the schema, their name and their program, and every program has one', async () => {
    const found = await findings('recordings', 'recording')
    expect(found.filter((text) => !text.startsWith('slides.md'))).toEqual([
      expect.stringMatching(
        /^recordings\/old-shape\.json:1:1 The recording is of schema 0, the recorder's is \d: npm run record -- --force old-shape makes it anew$/,
      ),
      expect.stringMatching(/^recordings\/orphan\.json:1:1 Its program snippets\/orphan\.rs does not exist/),
      expect.stringMatching(/^recordings\/renamed\.json:1:1 The recording calls itself "vec-new"/),
      expect.stringMatching(/^recordings\/stale\.json:1:1 snippets\/stale\.rs has changed.*npm run record -- stale$/),
      expect.stringMatching(/^recordings\/torn\.json:1:1 The recording is torn or no JSON/),
      expect.stringMatching(
        /^snippets\/unrecorded\.rs:1:1 This program has no recording\. Run npm run record -- unrecorded$/,
      ),
    ])
  })

  it('must have what a page asks of them', async () => {
    const found = await findings('recordings', 'recording')
    expect(found.filter((text) => text.startsWith('slides.md'))).toEqual([
      expect.stringContaining(`${at('vec-nwe')} There is no recordings/vec-nwe.json`),
      expect.stringContaining(`${at('absent-one')} There is no recordings/absent-one.json`),
      expect.stringContaining(`${at(':recording=')} Write recording="name"`),
      expect.stringContaining(`${at('recording="" ')} recording names no recording`),
      expect.stringContaining(`${at('recording="vec-new stale"')} recording="…" takes one name`),
      expect.stringMatching(new RegExp(`^${at('full"')} .* has no "#region full"\\. It has: empty\\.`)),
      expect.stringMatching(new RegExp(`^${at('relaese')} .* has no build "relaese"\\. It has: debug\\.`)),
      expect.stringContaining(`${at('rust debug" />')} vec-new has no listing of "fill" in debug; it has empty`),
      expect.stringContaining(`${at('rust release')} vec-new has no build "release"`),
      expect.stringContaining(`${at('debug: allocator"')} "debug: allocator": no instruction is "allocator" in debug`),
      expect.stringContaining(`${at('debug: line 2; debug: lines 8-9')} line 8-9 is not shown; lines are 1 to 3`),
      expect.stringContaining(`${at('debug: alocator')} "debug: alocator": "alocator" is neither a line nor a role`),
      expect.stringContaining(
        `${at('<MemoryStage recording="vec-new"')} vec-new has no recorded steps of thread 0 in debug. Put "//@ steps: debug" into the head comment of snippets/vec-new.rs and record it again: npm run record -- vec-new`,
      ),
      expect.stringContaining(`${at('#nowhere')} snippets/played.rs: no step is "#nowhere"`),
      expect.stringContaining(`${at("1: 'It begins.'")} snippets/played.rs: a caption is given to step "1", a number`),
      expect.stringContaining(`${at('line:9')} snippets/played.rs: no step is "line:9"`),
      expect.stringContaining(`${at("all': ''")} snippets/played.rs: the caption of "all" is empty`),
      expect.stringContaining(`${at("{ 'all': 'One")} snippets/played.rs: step 1 has two captions`),
      expect.stringContaining(`${at(':captions="sentences"')} Write :captions=`),
      expect.stringContaining(`${at('<MemoryStage recording="played" code')} snippets/played.rs has no`),
      expect.stringContaining(
        `${at('<MemoryStage recording="played" frames')} snippets/played.rs: the shown steps have no frame of "wraith", no local "ghost"`,
      ),
      expect.stringContaining(`${at('debug.call.1.size')} vec-new has no figure "debug.call.1.size"`),
      expect.stringContaining(`${at('<Predict')} 0 of the options 1, 2 say what vec-new recorded, which is 0`),
      expect.stringContaining(`${at('<AddressSpace')} vec-new has no memory map in "debug"`),
      expect.stringContaining(`${at('Option<Ghost>')} vec-new has no layout of "Option<Ghost>" in debug; it has none`),
      expect.stringContaining(`${at('ghostly')} vec-new has no instruction run of "ghostly" in debug`),
      expect.stringContaining(`${at('haunted')} snippets/vec-new.rs has no function "haunted"`),
      expect.stringContaining(`${at('<CapacityChart')} vec-new has no trace of a vector that grew in "debug"`),
      expect.stringContaining(`${at('spectre')} vec-new has no trace in debug`),
      expect.stringContaining(`${at('phantom')} vec-new has no listing of phantom in debug`),
    ])
  })
})

describe('a stage without recorded steps', () => {
  const recorded = readRecordings(fixture('recordings')).recordings
  const adviceOn = (name: string, attributes = '', head = '') => {
    const recording = recorded.get(name)
    const [tag] = readTemplate(`<MemoryStage ${attributes} />`).tags
    if (!recording || !tag) throw new Error(`no recording ${name} or no tag`)
    const source = { ...recording.source, text: head + recording.source.text }
    return checkStage(tag, { ...recording, source })[0]?.message
  }

  it('is told what the program must ask for', () => {
    expect(adviceOn('vec-new', '', '//@ steps: release\n')).toMatch(/ Put "\/\/@ steps: release, debug" into /)
    expect(adviceOn('vec-new', '', '//@ steps: debug\n')).toMatch(
      / Its program asks for them: record it again: npm run record -- vec-new$/,
    )
  })

  it('is told which threads were recorded', () => {
    expect(adviceOn('played', ':thread="3"')).toBe(
      'played has no recorded steps of thread 3 in debug. It has thread 0 only.',
    )
  })
})
