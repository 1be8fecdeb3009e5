import { textOf } from '../companion/html.ts'
import { ANSWER_TO_ASKED, DIRECTION } from '../companion/unsaid.ts'

/** What is said at one click of a slide. */
export interface SaidPart {
  /** From 0, which is the slide as it comes. */
  click: number
  /** Plain text, white space joined. */
  text: string
}

/** A subtitle of a recorded talk; times in ms from the talk's beginning. */
export interface Cue {
  from: number
  until: number
  text: string
}

/** How fast the notes are meant to be read aloud. */
const WORDS_A_MINUTE = 140

/** The mark that Slidev's notes have where a click's part begins. */
const CLICK_MARK = /<span class="slidev-note-click-mark" data-clicks="(\d+)"><\/span>/

/** Whether a paragraph is kept for a question, or says what to leave out. */
const isUnsaid = (text: string) => ANSWER_TO_ASKED.test(text) || DIRECTION.test(text)

/** The end of a part of a sentence. */
const PART_END = /[,;:)–]$/

/**
 * What a slide's note has for each click, without the answers to questions and the directions in it.
 * @param note HTML, as Slidev makes it of the note.
 */
export function saidParts(note: string): SaidPart[] {
  const said = new Map<number, string[]>()
  let click = 0
  for (const paragraph of note.split('</p>')) {
    const pieces = paragraph.split(CLICK_MARK)
    if (pieces.length === 1 && isUnsaid(textOf(paragraph))) continue
    pieces.forEach((piece, index) => {
      // The parts that the mark's group captures stand between those beside it.
      if (index % 2 === 1) click = Number(piece)
      else if (textOf(piece)) said.set(click, [...(said.get(click) ?? []), textOf(piece)])
    })
  }
  return [...said].map(([at, texts]) => ({ click: at, text: texts.join(' ') }))
}

/**
 * Cuts what is said into subtitles: between sentences where it can, else between parts of a sentence or words.
 * @param longest number of characters that fit.
 */
export function subtitlesOf(text: string, longest: number): string[] {
  const cues: string[] = []
  for (const sentence of sentencesOf(text)) {
    const last = cues.at(-1)
    if (last !== undefined && last.length + 1 + sentence.length <= longest) cues.splice(-1, 1, `${last} ${sentence}`)
    else cues.push(...cutSentence(sentence, longest))
  }
  return cues
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter(Boolean)
}

/** Lines of one sentence, about equally long, and cut after a comma where one is near. */
function cutSentence(sentence: string, longest: number): string[] {
  const lines: string[] = []
  let rest = sentence.split(' ')
  while (rest.join(' ').length > longest) {
    const left = rest.join(' ').length
    const aim = left / Math.ceil(left / longest)
    const fitting = fittingCuts(rest, longest)
    const atPart = fitting.filter(({ words, length }) => PART_END.test(rest[words - 1] ?? '') && length > aim / 2)
    const cut = closest(atPart, aim) ?? closest(fitting, aim) ?? { words: 1 }
    lines.push(rest.slice(0, cut.words).join(' '))
    rest = rest.slice(cut.words)
  }
  return [...lines, rest.join(' ')]
}

interface Cut {
  /** How many words stand before it, and how many characters these are. */
  words: number
  length: number
}

function fittingCuts(words: readonly string[], longest: number): Cut[] {
  const cuts: Cut[] = []
  let length = -1
  for (const [index, word] of words.slice(0, -1).entries()) {
    length += 1 + word.length
    if (length > longest) break
    cuts.push({ words: index + 1, length })
  }
  return cuts
}

function closest(cuts: readonly Cut[], aim: number): Cut | undefined {
  return [...cuts].sort((a, b) => Math.abs(a.length - aim) - Math.abs(b.length - aim))[0]
}

const wordsOf = (text: string): number => text.split(' ').length

/** How long it takes to say a text, ms. */
export function sayingTime(text: string): number {
  return (wordsOf(text) / WORDS_A_MINUTE) * 60_000
}

/**
 * The subtitles of a talk that keeps to its plan: each slide's are spread over its minutes by their words.
 * @param slides in their order, with their notes as HTML and the ms that they are planned to take, 0 for those that are
 *   not part of the talk.
 * @param longest number of characters of one.
 */
export function plannedCues(slides: readonly { note: string; takes: number }[], longest: number): Cue[] {
  let begins = 0
  return slides.flatMap(({ note, takes }) => {
    const texts = takes > 0 ? saidParts(note).flatMap(({ text }) => subtitlesOf(text, longest)) : []
    const words = texts.reduce((sum, text) => sum + wordsOf(text), 0)
    let at = begins
    begins += takes
    return texts.map((text): Cue => {
      const from = at
      at += (takes * wordsOf(text)) / words
      return { from, until: at, text }
    })
  })
}
