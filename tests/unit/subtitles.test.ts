import { describe, expect, it } from 'vitest'
import { plannedCues, saidParts, sayingTime, subtitlesOf } from '../../live/subtitle-cues.ts'
import { LONGEST_CUE, webVtt } from '../../live/web-vtt.ts'

const mark = (click: number) => `<span class="slidev-note-click-mark" data-clicks="${click}"></span>`

describe('what is said at a click', () => {
  it('is the note’s part of that click, as plain text', () => {
    const note = `<p>First, <em>a</em> <code>Vec&lt;u8&gt;</code>.</p>
      <p>Still before.</p><p>${mark(1)} Then this. ${mark(2)} And that.</p><p>And more of it.</p>`
    expect(saidParts(note)).toEqual([
      { click: 0, text: 'First, a Vec<u8>. Still before.' },
      { click: 1, text: 'Then this.' },
      { click: 2, text: 'And that. And more of it.' },
    ])
  })

  it('is neither an answer to a question that may come nor a direction', () => {
    const note = `<p>Said.</p><p>Asked "why?": because.</p><p>To cut: all.</p><p>Where to cut: here.</p>`
    expect(saidParts(note)).toEqual([{ click: 0, text: 'Said.' }])
  })

  it('is nothing without a note', () => expect(saidParts('')).toEqual([]))
})

describe('subtitles', () => {
  const text =
    'One. Two words. A sentence that is long, that goes on after its comma, and on again until nobody can read it at once.'

  it('hold whole sentences where these fit, and break long ones after a comma', () => {
    expect(subtitlesOf(text, 60)).toEqual([
      'One. Two words.',
      'A sentence that is long, that goes on after its comma,',
      'and on again until nobody can read it at once.',
    ])
  })

  it.each([20, 42, 84, 150])('lose no word and are never longer than %d characters', (longest) => {
    const cues = subtitlesOf(text, longest)
    expect(cues.join(' ')).toBe(text)
    expect(Math.max(...cues.map(({ length }) => length))).toBeLessThanOrEqual(longest)
  })

  it('keep a word whole that is longer than a line', () => {
    expect(subtitlesOf('a core::ptr::drop_in_place here', 10)).toEqual(['a', 'core::ptr::drop_in_place', 'here'])
  })

  it('are read at 140 words a minute', () => expect(sayingTime('seven words are said in three seconds')).toBe(3000))
})

describe('subtitles of a recorded talk', () => {
  const slides = [
    { note: '<p>Four words on it.</p>', takes: 60_000 },
    { note: '', takes: 30_000 },
    { note: `<p>One.</p><p>${mark(1)} Two more words.</p>`, takes: 40_000 },
    { note: '<p>Only when asked for.</p>', takes: 0 },
  ]

  it('come when the plan says, a slide’s spread over its minutes by their words', () => {
    expect(plannedCues(slides, LONGEST_CUE)).toEqual([
      { from: 0, until: 60_000, text: 'Four words on it.' },
      { from: 90_000, until: 100_000, text: 'One.' },
      { from: 100_000, until: 130_000, text: 'Two more words.' },
    ])
  })

  it('are written as WebVTT, in two lines at most', () => {
    const long = 'A reference to a local & its <frame>, which is no longer there when it is read.'
    expect(webVtt('Talk', [{ from: 1500, until: 3_661_000.4, text: long }])).toBe(
      'WEBVTT - Talk\n\n1\n00:00:01.500 --> 01:01:01.000\n' +
        'A reference to a local &amp; its &lt;frame&gt;,\nwhich is no longer there when it is read.\n',
    )
  })
})
