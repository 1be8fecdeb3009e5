import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { compileScript, parse } from 'vue/compiler-sfc'
import { ASM_ATTRIBUTES } from '../../embed/asm-request.ts'
import { type Deck, findingAt, type Page } from './deck.ts'
import type { Finding } from './finding.ts'
import { hint } from './hint.ts'
import type { Attribute, Tag } from './markup.ts'
import { pascalCase } from './names.ts'

/** A component's props: by name, whether a tag must give it. */
type Props = ReadonlyMap<string, boolean>

/** What Vue, Slidev or the component's root element takes, whatever the component's own props are. */
const FALLS_THROUGH = new Set('class style id key ref slot is role title lang dir hidden tabindex inert'.split(' '))
const FALLS_THROUGH_BY_PREFIX = /^(?:aria-|data-|on[A-Z])/

/**
 * Attributes that a component of the deck has no prop for, and required props that a tag lacks: Vue
 * says so in the browser's console only. The props are read from the component's own `defineProps`.
 */
export function checkProps(deck: Deck): Finding[] {
  const files = new Map(
    globSync('components/**/*.vue', { cwd: deck.root }).map((file) => [pascalCase(basename(file, '.vue')), file]),
  )
  const read = new Map<string, Props | string>()
  const findings = deck.pages.flatMap((page) =>
    page.slides.flatMap((slide) =>
      slide.markup.tags.flatMap((tag) => {
        const name = pascalCase(tag.name)
        const file = files.get(name)
        if (!tag.component || file === undefined) return []
        const props = read.get(file) ?? readProps(deck.root, file, name)
        read.set(file, props)
        return typeof props === 'string' ? [] : checkTag(page, tag, name, props)
      }),
    ),
  )
  const broken = [...read].flatMap(([file, message]): Finding[] =>
    typeof message === 'string' ? [{ file, line: 1, column: 1, rule: 'component', message }] : [],
  )
  return [...findings, ...broken]
}

function checkTag(page: Page, tag: Tag, name: string, props: Props): Finding[] {
  const given = new Set(tag.attributes.map(propOf))
  const unknown = tag.attributes
    .filter((attribute) => !props.has(propOf(attribute)) && !fallsThrough(attribute))
    .map((attribute) => {
      const has = props.size === 0 ? 'It has none.' : `It has ${[...props.keys()].join(', ')}.`
      return findingAt(
        page,
        attribute.start,
        'unknown-prop',
        `${name} has no prop ${attribute.name}.${hint(propOf(attribute), props.keys())} ${has}`,
      )
    })
  const missing = tag.spread
    ? []
    : [...props].filter(([prop, required]) => required && !given.has(prop) && !saidElsewhere(name, prop, given))
  return [...unknown, ...missing.map(([prop]) => findingAt(page, tag.start, 'missing-prop', `${name} needs ${prop}.`))]
}

/** Vue's own reading of an attribute's name. */
function propOf({ name }: Pick<Attribute, 'name'>): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function fallsThrough({ name }: Attribute): boolean {
  return FALLS_THROUGH.has(name) || FALLS_THROUGH_BY_PREFIX.test(name)
}

/** `fact-source` says what a source is; an assembly takes one recording or several. */
function saidElsewhere(name: string, prop: string, given: ReadonlySet<string>): boolean {
  return (
    (prop === 'source' && /^(?:Fact|Guaranteed)$/.test(name)) ||
    (name === 'RustToAsm' && prop === 'recording' && given.has('recordings'))
  )
}

/** The props of a component as a page gives them, or why Vue cannot read them. */
function readProps(root: string, file: string, name: string): Props | string {
  const filename = join(root, file)
  const { descriptor } = parse(readFileSync(filename, 'utf8'), { filename, sourceMap: false })
  if (!descriptor.scriptSetup) return new Map()
  try {
    const props = declaredProps(compileScript(descriptor, { id: file }).content)
    return name === 'RustToAsm' ? asWritten(props) : props
  } catch (error) {
    return `Vue cannot compile this component: ${error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)}`
  }
}

/** `RustToAsm` on a page: the build makes its `scene` from other attributes. */
function asWritten(props: Props): Props {
  const asked = [...ASM_ATTRIBUTES].map((name) => [name, name === 'show' || name === 'recording'] as const)
  return new Map([...asked, ...[...props].filter(([name]) => name !== 'scene')])
}

/** Reads the `props` of a compiled component: `{ name: { required: true } }`, maybe with defaults merged in. */
function declaredProps(script: string): Props {
  const props = new Map<string, boolean>()
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'props') {
      const { initializer } = node
      const [declared, merged] = ts.isCallExpression(initializer) ? initializer.arguments : [initializer]
      const defaults = new Map(properties(merged))
      for (const [name, value] of properties(declared)) {
        const options = new Map(properties(value))
        const required = options.get('required')?.kind === ts.SyntaxKind.TrueKeyword
        props.set(name, required && !options.has('default') && !defaults.has(name))
      }
      return
    }
    // The component's options are the module's own; what stands in `setup` is not.
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('component.ts', script, ts.ScriptTarget.Latest, true))
  return props
}

function properties(node: ts.Node | undefined): [string, ts.Expression][] {
  if (!node || !ts.isObjectLiteralExpression(node)) return []
  return node.properties.flatMap((property): [string, ts.Expression][] => {
    if (!ts.isPropertyAssignment(property)) return []
    const { name, initializer } = property
    return ts.isIdentifier(name) || ts.isStringLiteral(name) ? [[name.text, initializer]] : []
  })
}
