import { describe, expect, it } from 'vitest'
import { textOf, withCode } from '../../companion/html.ts'
import { readingBody } from '../../companion/reading-page.ts'
import { predictionsIn, sentencesIn, votesIn } from '../../companion/rendered.ts'
import { scoreOf } from '../../companion/score.ts'
import { matches } from '../../companion/search.ts'
import { slideTemplate, spoken } from '../../companion/slide-markdown.ts'
import type { CompanionSlide } from '../../companion/talk.ts'
import { asks, readDiagram } from '../../scene/diagram.ts'

describe('a slide’s page as a template', () => {
  it('leaves out a heading that repeats the title, and makes an answer of any other', () => {
    expect(slideTemplate('# Why `Vec<>`?', 'Why `Vec<>`? The proof')).not.toContain('Why')
    expect(slideTemplate('# It writes a header', 'Why?')).toContain('<template #answer>It writes a header</template>')
  })

  it('keeps components and what their attributes say, without the clicks of slides', () => {
    const template = slideTemplate('<HeatMap v-click="1" functions="Option<Box<u32>>; u32" recording="x" />', 'T')
    expect(template).toContain('<HeatMap functions="Option<Box<u32>>; u32" recording="x" />')
    expect(template).toMatch(
      /^<div class="scrolls-here" role="group" tabindex="0" aria-label="Allocator calls by optimisation level">/,
    )
  })

  it('refuses a block of code that it could not show', () => {
    expect(() => slideTemplate('```python\nx\n```', 'T')).toThrow('“python”')
  })
})

it('what the speaker says has no click marks, no directions and no markup of its own', () => {
  expect(spoken('First.\n\n[click] Then `x` <b>.\n\nTo cut: here.\n\n[click:2] Last.')).toBe(
    '<p>First.</p>\n<p>Then <code>x</code> &lt;b&gt;.</p>\n<p>Last.</p>\n',
  )
})

describe('a diagram', () => {
  const source =
    'flowchart LR\n  accTitle: Will it?\n  A["One?"] -- yes --> B["Two?"]\n  B -- "no" --> C["End"]:::asks\n'
  const edgesOf = (text: string) =>
    readDiagram(text).nodes.flatMap(({ text: from, edges }) =>
      edges.map(({ says, to }) => `${from} -${says}- ${to.text}`),
    )

  it('of questions is read with their answers', () => {
    const diagram = readDiagram(source)
    expect(diagram.title).toBe('Will it?')
    expect(asks(diagram)).toBe(true)
    expect(diagram.nodes.map(({ text, kind }) => [text, kind])).toEqual([
      ['One?', ''],
      ['Two?', ''],
      ['End', 'asks'],
    ])
    expect(edgesOf(source)).toEqual(['One? -yes- Two?', 'Two? -no- End'])
  })

  it('of calls or states is read as what leads where', () => {
    const calls = 'flowchart LR\n  A["a::b"] --> B["c"]:::asks\n  B -. "a longer heap" .-> D["brk"]'
    expect(asks(readDiagram(calls))).toBe(false)
    expect(edgesOf(calls)).toEqual(['a::b -- c', 'c -a longer heap- brk'])
    expect(edgesOf('stateDiagram-v2\n  direction LR\n  [*] --> live: assigned\n  live --> [*]')).toEqual([
      '[*] -assigned- live',
      'live -- [*]',
    ])
  })

  it('is read with its direction', () => {
    expect(readDiagram(source).direction).toBe('LR')
    expect(readDiagram(source.replace('LR', 'TB')).direction).toBe('TB')
    expect(readDiagram('stateDiagram-v2\n  direction LR\n  a --> LR: TB').direction).toBe('LR')
  })

  it('with a line that would be lost is refused', () => {
    expect(() => readDiagram(`${source}  A ==> C`)).toThrow('A ==> C')
  })
})

it('text and HTML turn into each other', () => {
  expect(withCode('`Vec<T>` & co')).toBe('<code>Vec&lt;T&gt;</code> &amp; co')
  expect(textOf('<!--[--><code>Vec&lt;T&gt;</code> &amp;\n <b>co</b><!--]-->')).toBe('Vec<T> & co')
})

it('sentences and predictions are found in rendered slides', () => {
  const html = `<claim-text data-claim="rule-1-1"><!--[--><p data-v-1a2b="">One <code data-v-1a2b>x</code>.</p><!--]--></claim-text>
<div role="group" class="predict" aria-label="How?" data-prediction="q" data-right="0/0" data-v-1><ol><option-text data-value="0/0">None</option-text></ol></div>`
  expect(sentencesIn(html)).toEqual(new Map([['rule-1-1', 'One <code>x</code>.']]))
  expect(predictionsIn(html)).toEqual([
    { id: 'q', right: '0/0', question: 'How?', options: [{ value: '0/0', html: 'None' }] },
  ])
})

it('votes on lines are found with the line that they are about', () => {
  const html = `<ol><li data-v-1 data-vote="turn:12" data-right="2+" data-build="debug"><code data-v-1>a &lt; b</code><span>debug <b>3</b></span></li></ol>`
  expect(votesIn(html)).toEqual([
    expect.objectContaining({ id: 'turn:12', right: '2+', asked: '<code>a &lt; b</code>' }),
  ])
  expect(votesIn(html)[0]?.options.map(({ value, html: said }) => [value, said])).toEqual([
    ['0', '0 calls'],
    ['1', '1 call'],
    ['2+', '2+ calls'],
  ])
})

it('a search finds every word in any order', () => {
  expect(matches('A Box may vanish', 'VANISH box')).toBe(true)
  expect(matches('A Box may vanish', 'vanish vec')).toBe(false)
  expect(matches('A Box', '  ')).toBe(true)
})

it('a score counts what was predicted, right and wrong', () => {
  const questions = [
    { id: 'a', right: '0' },
    { id: 'b', right: '1' },
    { id: 'c', right: '2' },
  ]
  expect(scoreOf(questions, {})).toBe('None of 3 predictions made yet.')
  expect(scoreOf(questions, { a: '0', b: '0' })).toBe('1 of 2 right, 1 still open.')
  expect(scoreOf(questions, { a: '0', b: '1', c: '2', gone: '7' })).toBe('3 of 3 right.')
})

describe('the reading view’s text', () => {
  const slide: CompanionSlide = {
    no: 1,
    alias: 'one',
    title: 'How does `x` work?',
    section: 1,
    kicker: '',
    formerly: ['uno'],
    markdown: '',
    note: 'Spoken.',
    recordings: ['vec-new'],
    components: [],
    claims: [],
  }
  const proof = {
    ...slide,
    no: 2,
    alias: 'one-proof',
    title: 'How does `x` work? The proof',
    continues: 'one',
    formerly: [],
    note: '',
  }
  const talk = { title: 'T', info: 'I', slides: [slide, proof] }
  const rendered = { one: '<p>Picture one</p>', 'one-proof': '<p>Picture two</p>' }
  const body = (withoutNotes: boolean) =>
    readingBody({ talk, sections: new Map([[1, 'First']]), rendered, withoutNotes })

  it('has each slide at its address and at those it had, with picture, words, link and programs', () => {
    const html = body(false)
    expect(html).toContain('<article id="one" ')
    expect(html).toContain('<span id="uno"></span>')
    expect(html).toContain('<p>Picture one</p>')
    expect(html).toContain('Spoken.')
    expect(html).toContain('href="../#/one"')
    expect(html).toContain('../find/#snippet-vec-new')
  })

  it('heads a slide that goes on with what it adds', () => {
    expect(body(false)).toContain('<h3 id="one-proof-title"><span class="label">1.1</span> The proof</h3>')
  })

  it('leaves out the speaker’s words where it is built without', () => {
    expect(body(true)).not.toContain('Spoken.')
  })
})
