import type { MarkdownTransformContext } from '@slidev/types'
import { relative } from 'node:path'
import { ASM_ATTRIBUTES, asmRequest, encodeRequest } from './asm-request.ts'
import { identifier, lineAt, recordingTags, type RecordingTag } from './page-tags.ts'
import { readAsmScene } from './read-asm-scene.ts'
import { hasRecording, recordingNames } from './read-recording.ts'

/** Components that play a trace; all others get the recording without it, a tenth of the bytes. */
const PLAYS_TRACE = new Set(['MemoryStage', 'CpuStage', 'AddressSpace', 'TypeLayout', 'CapacityChart', 'Lifetimes'])

/** Components that read a recording's source and toolchain, or what the build made of it, but none of its listings. */
const READS_NO_CODE = new Set(['RustCode', 'Provenance', 'RustToAsm'])
/** Figures that the allocator's log has: a `Predict` of nothing else reads no listing either. */
const CALLS = /^(?:[\w-]+\.(?:calls|frees|bytes)\s*)+$/

/** Modules that a page imports, by the identifier that it gives them. */
type Imports = Map<string, string>

/**
 * Slidev transformer: `recording="name"` on a component becomes a bound import; on `RustToAsm`,
 * with all that the build answers, the import of a finished scene.
 * @throws when a name has no recording, or the recording not what is asked of it, with the page's
 * path and line.
 */
export async function embedRecordings(ctx: MarkdownTransformContext): Promise<void> {
  const text = ctx.s.toString()
  const tags = recordingTags(text)
  if (tags.length === 0) return
  const imports: Imports = new Map()
  for (const tag of tags) {
    const missing = tag.names.find((name) => !hasRecording(name))
    if (missing !== undefined) {
      throw new Error(
        `${place(ctx, tag)} names the recording "${missing}", which is not in recordings/. Known: ${recordingNames().join(', ')}`,
      )
    }
    if (tag.component === 'RustToAsm') await embedScene(ctx, tag, imports)
    else embedNames(ctx, tag, imports, tags)
  }
  const lines = [...imports].map(([id, module]) => `import ${id} from '${module}'`).join('\n')
  const setup = /<script\b[^>]*\bsetup\b[^>]*>/.exec(text)
  if (setup) ctx.s.appendRight(setup.index + setup[0].length, `\n${lines}\n`)
  else ctx.s.append(`\n\n<script setup lang="ts">\n${lines}\n</script>\n`)
}

/** Whether no tag of a page reads the listings of a recording: they are the most of it. */
function readsNoCode(tags: RecordingTag[], name: string): boolean {
  return tags
    .filter((tag) => tag.names.includes(name))
    .every(({ component, attributes }) => {
      const of = attributes.find((attribute) => attribute.name === 'of')
      return READS_NO_CODE.has(component) || (component === 'Predict' && CALLS.test(of?.value ?? ''))
    })
}

function embedNames({ s }: MarkdownTransformContext, tag: RecordingTag, imports: Imports, tags: RecordingTag[]): void {
  const whole = PLAYS_TRACE.has(tag.component)
  const identifiers = tag.names.map((name) => {
    const id = identifier(name) + (whole ? '_trace' : '')
    const part = whole ? '/trace' : readsNoCode(tags, name) ? '/run' : ''
    imports.set(id, `virtual:recording/${name}${part}`)
    return id
  })
  s.overwrite(
    tag.start,
    tag.end,
    tag.many ? `:recordings="[${identifiers.join(', ')}]"` : `:recording="${identifiers[0]}"`,
  )
}

async function embedScene(ctx: MarkdownTransformContext, tag: RecordingTag, imports: Imports): Promise<void> {
  const id = `asm_scene_${imports.size}`
  try {
    const request = asmRequest(tag)
    await readAsmScene(request)
    imports.set(id, `virtual:rust-to-asm/${encodeRequest(request)}`)
  } catch (error) {
    throw new Error(`${place(ctx, tag)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  for (const { name, start, end } of tag.attributes) {
    if (start === tag.start) ctx.s.overwrite(start, end, `:scene="${id}"`)
    else if (ASM_ATTRIBUTES.has(name)) ctx.s.remove(start, end)
  }
}

function place(ctx: MarkdownTransformContext, { component, start }: RecordingTag): string {
  const { source } = ctx.slide
  const file = relative(ctx.options.userRoot, source.filepath)
  return `${file}:${source.contentStart + lineAt(ctx.s.original, start)}: <${component}>`
}
