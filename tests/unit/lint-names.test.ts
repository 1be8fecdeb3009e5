import { describe, expect, it } from 'vitest'
import { findings, place } from '../fixtures/lint/findings.ts'

const inNames = (text: string) => place('names', 'slides.md', text)
const inRoutes = (text: string) => place('routes', 'slides.md', text)

describe('components', () => {
  it('must be the deck’s, the theme’s, Slidev’s, Vue’s, an installed icon or HTML', async () => {
    expect(await findings('names', 'unknown-component')).toEqual([
      expect.stringMatching(new RegExp(`^${inNames('<Tok />')} <Tok> .* Did you mean Toc\\?$`)),
      expect.stringContaining(`${inNames('<MemoryStage ')} <MemoryStage>`),
      expect.stringContaining(`${inNames('<carbon-no-such-icon')} <carbon-no-such-icon>`),
      expect.stringContaining(`${inNames('<blink>')} <blink>`),
    ])
  })
})

describe('props', () => {
  it('must be what the component declares, or fall through', async () => {
    const has = 'It has of, captions, code, noAddresses, width, at.'
    expect(await findings('names', 'unknown-prop')).toEqual([
      `${inNames(':caption=')} Drawing has no prop caption. Did you mean captions? ${has}`,
      `${inNames('regions=')} Drawing has no prop regions. ${has}`,
      `${inNames(':no-adresses=')} Drawing has no prop no-adresses. Did you mean noAddresses? ${has}`,
      `${inNames('of="e"')} Plain has no prop of. It has none.`,
      expect.stringContaining(`${inNames('scene="k"')} RustToAsm has no prop scene.`),
    ])
  })

  it('must be given where the component requires them', async () => {
    expect(await findings('names', 'missing-prop')).toEqual([
      `${inNames('<Drawing code="c"')} Drawing needs of.`,
      `${inNames('<RustToAsm recording="j"')} RustToAsm needs show.`,
      `${inNames('<RustToAsm show="rust" scene')} RustToAsm needs recording.`,
    ])
  })
})

describe('layouts', () => {
  it('must be the deck’s, the theme’s or Slidev’s', async () => {
    expect(await findings('names', 'unknown-layout')).toEqual([
      expect.stringMatching(/^slides\.md:24:1 There is no layout "two-col"\. Did you mean two-cols\?/),
    ])
  })
})

describe('routeAlias', () => {
  it('must be one slide’s alone, a word, and none of Slidev’s own pages', async () => {
    expect(await findings('routes', 'route-alias')).toEqual([
      expect.stringMatching(/^slides\.md:24:1 .*"start" is taken by the slide at slides\.md:1\./),
      expect.stringContaining(`${inRoutes('routeAlias: 2')} routeAlias 2 is a slide's number`),
      expect.stringContaining(`${inRoutes('routeAlias: overview')} /overview is one of Slidev's own pages`),
      expect.stringContaining(`${inRoutes('routeAlias: Two Words')} routeAlias "Two Words" must be`),
    ])
  })
})

describe('links inside the deck', () => {
  it('must lead to a slide or a public file', async () => {
    const [hash, file, slide, html] = ['stays on its slide', 'is a file', 'is a slide', 'is no address of a slide']
    const [dead, missing, nowhere] = ['leads to no slide', 'leads to no file', 'A link without a target']
    const note = 'leads nowhere from a note'
    const expected: [text: string, message: string][] = [
      ['/nowhere), [alive', dead],
      ['9), ', dead],
      ['#here', hash],
      ['#/start), [empty', hash],
      ['), <Link to="#hash', nowhere],
      ['./notes.txt), <Link', file],
      ['start) [file', slide],
      ['gone"', dead],
      ['77"', dead],
      ['lost"', dead],
      ['/missing.pdf', missing],
      ['#hash"', hash],
      ['0">y', dead],
      ["'-1'", dead],
      ['">w', nowhere],
      ['#route', hash],
      ['#html', html],
      ['#/html/2', html],
      ['start?html', slide],
      ['/html">', missing],
      ['notes.txt">x</Link>', file],
      ['/start), [hash](#note', note],
      ['#note', note],
      ['#tag', note],
      ['start">x</Link>, [out](https', note],
      ['continues: vanished', dead],
    ]
    const found = await findings('routes', 'link')
    expect(found.toSorted()).toEqual(
      expected
        .map(([text, message]) => ({ at: inRoutes(text), message }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ at, message }) => expect.stringMatching(new RegExp(`^${at} .*${message}`))),
    )
  })
})
