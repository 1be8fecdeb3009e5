import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, relative, resolve, sep } from 'node:path'
import type { Rule } from 'eslint'

/** What the files of a folder may import. */
type Permission = {
  /** Folders, and single files of folders whose rest is out of bounds. */
  own: string[]
  /** Only as `import type`. */
  types?: string[]
  /** npm packages and subpaths; `node:` for Node's own; all that begins so where a slash is the end. Absent: any. */
  packages?: string[]
}

const SCHEMA = ['recorder/schema.ts', 'recorder/trace-schema.ts']
const BROWSER = ['vue', '@slidev/client']

/**
 * The arrows of the architecture: snippets → recorder → recordings → scene → components → pages. The
 * recorder reads back what it wrote by the same file as the scene does.
 */
const PERMISSIONS: Record<string, Permission> = {
  recorder: { own: ['recorder', 'scene/replay.ts'] },
  scene: { own: ['scene'], types: SCHEMA, packages: ['d3-scale', 'd3-shape'] },
  composables: { own: ['composables', 'scene'], types: SCHEMA, packages: BROWSER },
  components: {
    own: ['components', 'composables', 'scene', 'lab/lab.wasm', 'recordings/lab-growth.json'],
    types: SCHEMA,
    packages: [...BROWSER, 'uqr'],
  },
  layouts: { own: ['components', 'composables', 'layouts', 'scene'], packages: [...BROWSER, 'virtual:recording/'] },
  embed: { own: ['embed', 'scene', 'recorder/recording-file.ts', ...SCHEMA] },
}

/**
 * Refuses an import against the direction of the architecture, a relative one without its extension,
 * and one of a package that package.json does not name.
 */
export const importDirection: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'imports follow the direction of the architecture' },
    schema: [],
  },
  create(context) {
    const check = (node: Rule.Node, specifier: unknown, typeOnly: boolean): void => {
      if (typeof specifier !== 'string') return
      const file = relative(context.cwd, context.filename).split(sep).join('/')
      const message = importError(context.cwd, file, specifier, typeOnly)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value, isTypeOnly(node)),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, isTypeOnly(node)),
      ExportAllDeclaration: (node) => check(node, node.source.value, isTypeOnly(node)),
      ImportExpression: (node) => check(node, 'value' in node.source ? node.source.value : undefined, false),
    }
  },
}

/** typescript-eslint adds `importKind` and `exportKind`, which ESLint's own types do not know. */
function isTypeOnly(node: object): boolean {
  const { importKind, exportKind } = node as { importKind?: string; exportKind?: string }
  return importKind === 'type' || exportKind === 'type'
}

/**
 * What is wrong with an import, or undefined.
 * @param root the project's folder
 * @param file the importing file, below the project
 */
export function importError(root: string, file: string, specifier: string, typeOnly: boolean): string | undefined {
  const folder = file.split('/')[0] ?? ''
  const permission = PERMISSIONS[folder]
  if (!specifier.startsWith('.')) {
    if (!permission?.packages || typeOnly) return undeclared(root, specifier)
    if (permission.packages.some((one) => one === specifier || (one.endsWith('/') && specifier.startsWith(one))))
      return undefined
    const allowed = permission.packages.join(', ') || 'no package'
    return `${folder}/ may import ${allowed}, not ${specifier}.`
  }
  const target = resolveTarget(root, file, specifier)
  if (extname(file) === '.ts' && extname(specifier.replace(/\?.*$/, '')) === '') {
    return `Write the extension: ${specifier}.ts. Node runs these files as they are.`
  }
  if (!permission || permission.own.some((own) => target === own || target.startsWith(`${own}/`))) return undefined
  if (permission.types?.includes(target)) {
    return typeOnly ? undefined : `${folder}/ may only import types from ${target}: write import type.`
  }
  const allowed = [...permission.own, ...(permission.types ?? [])].join(', ')
  return `${folder}/ may not import ${target}. It may import ${allowed}.`
}

/** A package that is there only because another brought it may be gone after the next install. */
function undeclared(root: string, specifier: string): string | undefined {
  if (/^(?:node|virtual):|^#/.test(specifier)) return undefined
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const { dependencies, devDependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  if (dependencies?.[name] ?? devDependencies?.[name]) return undefined
  return `package.json does not name ${name}: add it with the version that is installed, or do without.`
}

function resolveTarget(root: string, file: string, specifier: string): string {
  const path = resolve(root, dirname(file), specifier.replace(/\?.*$/, ''))
  const found = [path, `${path}.ts`, `${path}.vue`].find((candidate) => extname(candidate) && existsSync(candidate))
  return relative(root, found ?? path)
    .split(sep)
    .join('/')
}
