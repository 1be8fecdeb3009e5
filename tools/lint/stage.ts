import ts from 'typescript'
import type { Recording } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { statesOf } from '../../scene/replay.ts'
import { captionsFor } from '../../scene/stage/captions-for.ts'
import { prepareStage } from '../../scene/stage/prepare.ts'
import { chooseSteps } from '../../scene/stage/steps.ts'
import { whileDropping } from '../../scene/stage/while-dropping.ts'
import { refused, type Complaint } from './complaint.ts'
import type { Attribute, Tag } from './markup.ts'

/** The size of a stage for which a page gives none, canvas px. */
const SIZE = { width: 1168, height: 560 }

/** The recording as the build embeds it, its source without colours. */
export function withoutColours(recording: Recording): Recorded {
  const lines = recording.source.text.split('\n')
  return { ...recording, highlighted: lines.map((text) => [{ text, style: 'plain' as const }]) }
}

/** What a `MemoryStage` asks of its recording: thread, steps, captions, regions, frames and locals. */
export function checkStage(tag: Tag, recording: Recording): Complaint[] {
  const attribute = (name: string) => tag.attributes.find((one) => one.name === name)
  const text = (name: string) => attribute(name)?.value
  const build = text('build') ?? 'debug'
  const index = Number(text('thread') ?? 0)
  const thread = recording.builds[build]?.trace?.threads[index]
  if (!thread) {
    const message = `${recording.name} has no recorded steps of thread ${index} in ${build}. ${howToRecord(recording, build)}`
    return [{ start: tag.start, message }]
  }
  const states = statesOf(thread)
  const steps = attribute('steps')
  const wrongSteps = refused(steps?.valueStart ?? tag.start, () =>
    chooseSteps(whileDropping(states), steps?.value, recording.source),
  )
  if (wrongSteps.length > 0) return wrongSteps
  const wrongCaptions = checkCaptions(attribute('captions'), steps?.value, states, recording)
  if (wrongCaptions.length > 0) return wrongCaptions
  const size = (name: 'width' | 'height') => Number(text(name) ?? SIZE[name])
  return refused(tag.start, () => {
    prepareStage(withoutColours(recording), states, {
      build,
      steps: steps?.value,
      code: text('code'),
      frames: text('frames'),
      locals: text('locals'),
      closed: text('closed'),
      addresses: attribute('no-addresses') === undefined,
      legend: attribute('legend') !== undefined,
      width: size('width'),
      height: size('height'),
    })
  })
}

/** What makes the recorder record a build's steps, or which threads it recorded. */
function howToRecord({ name, source, builds }: Recording, build: string): string {
  const threads = builds[build]?.trace?.threads.length
  if (threads !== undefined) return `It has ${threads === 1 ? 'thread 0 only' : `threads 0 to ${threads - 1}`}.`
  const asked = /^\s*\/\/@\s*steps\s*:\s*(.*?)\s*$/m.exec(source.text)?.[1]?.split(/\s*,\s*/) ?? []
  const again = `record it again: npm run record -- ${name}`
  if (asked.includes(build)) return `Its program asks for them: ${again}`
  return `Put "//@ steps: ${[...asked, build].join(', ')}" into the head comment of ${source.file} and ${again}`
}

/** Each caption by itself, so that a wrong one is found where it stands; then whether two name one step. */
function checkCaptions(
  attribute: Attribute | undefined,
  choice: string | undefined,
  states: readonly MemoryState[],
  { source }: Recording,
): Complaint[] {
  if (!attribute) return []
  const entries = attribute.bound ? captionEntries(attribute) : undefined
  if (!entries) {
    return [
      {
        start: attribute.start,
        message:
          "Write :captions=\"{ '#mark': 'a sentence' }\", with plain texts: they are checked before the deck runs.",
      },
    ]
  }
  const played = whileDropping(states)
  const shown = chooseSteps(played, choice, source)
  const alone = entries.flatMap(({ start, key, text }) =>
    refused(start, () => captionsFor({ [key]: text }, played, shown, source)),
  )
  if (alone.length > 0) return alone
  const all = Object.fromEntries(entries.map(({ key, text }) => [key, text]))
  return refused(attribute.valueStart, () => captionsFor(all, played, shown, source))
}

type Entry = { start: number; key: string; text: string }

/** The texts of an object literal with their places on the page; undefined for any other expression. */
function captionEntries({ value, valueStart }: Attribute): Entry[] | undefined {
  const before = '('
  const [statement] = ts.createSourceFile('captions.ts', `${before}${value})`, ts.ScriptTarget.Latest).statements
  if (!statement || !ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression))
    return undefined
  const literal = statement.expression.expression
  if (!ts.isObjectLiteralExpression(literal)) return undefined
  const entries = literal.properties.flatMap((property): Entry[] => {
    if (!ts.isPropertyAssignment(property) || !ts.isStringLiteralLike(property.initializer)) return []
    const { name, initializer } = property
    if (!ts.isStringLiteralLike(name) && !ts.isIdentifier(name) && !ts.isNumericLiteral(name)) return []
    return [
      {
        start: valueStart + name.end - name.text.length - before.length - (ts.isStringLiteralLike(name) ? 1 : 0),
        key: name.text,
        text: initializer.text,
      },
    ]
  })
  return entries.length === literal.properties.length ? entries : undefined
}
