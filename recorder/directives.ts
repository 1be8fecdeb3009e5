import { EDITIONS } from './edition.ts'
import { Refused } from './refused.ts'
import { profiles } from './profiles.ts'
import type { Source } from './schema.ts'

/** Something that a snippet asks for, in all of its builds or only in one. */
export type Wanted = { name: string; profile?: string }

/** What a program's comments tell the recorder. */
export type Directives = {
  /** First paragraph of the head comment (`//!`), if there is one. */
  title?: string
  /** Profiles to build, in order. */
  builds: string[]
  /** Functions whose assembly is listed. */
  listing: Wanted[]
  /** Claimed calls of alloc, alloc_zeroed and realloc together, by profile. */
  calls: Record<string, number>
  /** Profiles whose run is traced, source step by source step. */
  steps: string[]
  /** Functions whose run is traced instruction by instruction. */
  instructions: Wanted[]
  /** Types whose layout is recorded. */
  layout: string[]
  /** Whether the process's memory map is recorded. */
  map: boolean
  /** Whether calls of the kernel's memory calls are recorded. */
  kernel: boolean
  /** Whether requests to the allocator before `main` are recorded. */
  beforeMain: boolean
  /** Functions that the program times by itself, when the environment names `SAMPLES`. */
  times: string[]
  /** Error codes that rustc must refuse the program with. */
  mustNotCompile?: string[]
  /** Signals that must end the run, by profile. */
  mustAbort?: Record<string, string>
  regions: Source['regions']
  marks: Source['marks']
}

/** Values for programs that do not say: what a program from elsewhere is recorded with. */
export type DirectiveDefaults = Pick<Directives, 'builds' | 'steps'>

const KEYS = [
  ...['builds', 'listing', 'calls', 'steps', 'instructions'],
  ...['edition', 'layout', 'map', 'kernel', 'before-main', 'times', 'must-not-compile', 'must-abort'],
]

/** Directives that say all by being there. */
const FLAGS = ['map', 'kernel', 'before-main']

/**
 * Reads a program's head comment (`//!` and `//@ key: value`, as rustc's own tests write their
 * directives), its regions (`// #region name` … `// #endregion`) and its marks (`// #mark name` at
 * a line's end).
 *
 * @throws Refused that names file and line of the first directive that is wrong.
 */
export function readDirectives(text: string, file: string, defaults: DirectiveDefaults): Directives {
  const lines = text.split('\n')
  const given = readHead(lines, file)
  const wrong = (key: string, message: string) =>
    new Refused(`${file}:${given.get(key)?.line ?? 1}: ${key}: ${message}`)
  const list = (key: string) => splitList(given.get(key)?.value ?? '')

  const edition = given.get('edition')?.value
  if (edition !== undefined && !EDITIONS.includes(edition)) {
    throw wrong('edition', `there is no edition ${edition}: there are ${EDITIONS.join(', ')}`)
  }
  const builds = given.has('builds') ? list('builds') : defaults.builds
  for (const build of builds) {
    if (!profiles[build]) {
      throw wrong('builds', `no build is called ${build}: there are ${Object.keys(profiles).join(', ')}`)
    }
  }
  const built = (key: string, profile: string) => {
    if (!builds.includes(profile)) {
      throw wrong(key, `${profile} is not one of the builds (${builds.join(', ')})`)
    }
    return profile
  }
  const run = (key: string, profile: string) => {
    if (!profiles[built(key, profile)]?.runs) throw wrong(key, `a ${profile} build is not run`)
    return profile
  }
  const wanted = (key: string) =>
    list(key).map((item): Wanted => {
      const [, name = '', profile] = /^(.*?)(?:\s*\(([\w-]+)\))?$/.exec(item) ?? []
      return profile === undefined ? { name } : { name, profile: built(key, profile) }
    })
  const running = builds.filter((build) => profiles[build]?.runs)

  return {
    title: readTitle(lines),
    builds,
    listing: wanted('listing'),
    calls: Object.fromEntries(
      list('calls').map((item) => {
        const [, profile, count] = /^([\w-]+) (\d+)$/.exec(item) ?? []
        if (!profile) throw wrong('calls', `'${item}' is not a build and a number, as in 'debug 1'`)
        return [run('calls', profile), Number(count)]
      }),
    ),
    steps: given.has('steps')
      ? list('steps').map((item) => run('steps', item))
      : defaults.steps.filter((name) => builds.includes(name)),
    instructions: wanted('instructions'),
    layout: list('layout'),
    map: given.has('map'),
    kernel: given.has('kernel'),
    beforeMain: given.has('before-main'),
    times: list('times'),
    ...(given.has('must-not-compile') && {
      mustNotCompile: list('must-not-compile').map((code) => {
        if (!/^E\d{4}$/.test(code)) throw wrong('must-not-compile', `'${code}' is not a code like E0515`)
        return code
      }),
    }),
    ...(given.has('must-abort') && {
      mustAbort: Object.fromEntries(
        wanted('must-abort').flatMap(({ name, profile }) => {
          if (!/^SIG[A-Z]+$/.test(name)) throw wrong('must-abort', `'${name}' is not a signal`)
          return (profile ? [run('must-abort', profile)] : running).map((build) => [build, name])
        }),
      ),
    }),
    ...readRegions(lines, file),
  }
}

type Given = Map<string, { value: string; line: number }>

/** Directives of the head comment by key. One after the first line of code is an error. */
function readHead(lines: string[], file: string): Given {
  const given: Given = new Map()
  let inHead = true
  for (const [index, text] of lines.entries()) {
    const at = `${file}:${index + 1}`
    const directive = /^\s*\/\/@\s*(.*)$/.exec(text)
    if (!directive) {
      inHead &&= /^\s*(\/\/.*|#!.*)?$/.test(text)
      continue
    }
    if (!inHead) throw new Refused(`${at}: a directive belongs in the head comment, before the code`)
    const [, key = '', value = ''] = /^([\w-]+)\s*(?::\s*(.*?)\s*)?$/.exec(directive[1] ?? '') ?? []
    if (!KEYS.includes(key)) {
      throw new Refused(`${at}: unknown directive '${directive[1]}': there are ${KEYS.join(', ')}`)
    }
    if (given.has(key)) throw new Refused(`${at}: ${key} is given twice`)
    if (value === '' && !FLAGS.includes(key)) throw new Refused(`${at}: ${key} has no value`)
    given.set(key, { value, line: index + 1 })
  }
  return given
}

/** Where a program's directive stands: `x.rs:3`. */
export function placeOfDirective({ file, text }: Pick<Source, 'file' | 'text'>, key: string): string {
  const index = text.split('\n').findIndex((line) => new RegExp(`^\\s*//@\\s*${key}\\b`).test(line))
  return `${file}:${index + 1}`
}

function readTitle(lines: string[]): string | undefined {
  const paragraph: string[] = []
  for (const text of lines) {
    const words = /^\/\/!\s?(.*)$/.exec(text)?.[1]?.trim()
    if (!words) {
      if (paragraph.length > 0) break
      if (words === undefined && text.trim() !== '') break
      continue
    }
    paragraph.push(words)
  }
  return paragraph.length > 0 ? paragraph.join(' ') : undefined
}

/** Items between commas, those inside `<…>`, `(…)` and `[…]` kept together. */
function splitList(value: string): string[] {
  const items: string[] = []
  let depth = 0
  let item = ''
  for (const char of value) {
    if ('<([{'.includes(char)) depth += 1
    if ('>)]}'.includes(char)) depth -= 1
    if (char === ',' && depth === 0) {
      items.push(item.trim())
      item = ''
    } else item += char
  }
  items.push(item.trim())
  return items.filter((text) => text !== '')
}

function readRegions(lines: string[], file: string): Pick<Directives, 'regions' | 'marks'> {
  const regions: Source['regions'] = {}
  const marks: Source['marks'] = {}
  const open: { name: string; line: number }[] = []
  for (const [index, text] of lines.entries()) {
    const line = index + 1
    const at = `${file}:${line}`
    const [, word, name = ''] = /\/\/ #(region|endregion|mark)\b\s*(\S*)/.exec(text) ?? []
    if (word === 'region') {
      if (name === '') throw new Refused(`${at}: a region needs a name`)
      if (regions[name] || open.some((region) => region.name === name)) {
        throw new Refused(`${at}: there is a region '${name}' already`)
      }
      open.push({ name, line })
    } else if (word === 'endregion') {
      const region = open.pop()
      if (!region) throw new Refused(`${at}: no region is open here`)
      if (line - region.line < 2) throw new Refused(`${at}: the region '${region.name}' is empty`)
      regions[region.name] = { first: region.line + 1, last: line - 1 }
    } else if (word === 'mark') {
      if (name === '') throw new Refused(`${at}: a mark needs a name`)
      if (marks[name]) throw new Refused(`${at}: there is a mark '${name}' already`)
      marks[name] = line
    }
  }
  const left = open.pop()
  if (left) throw new Refused(`${file}:${left.line}: the region '${left.name}' is not closed`)
  return { regions, marks }
}
