import type { MarkdownTransformContext } from '@slidev/types'
import { relative } from 'node:path'
import { identifier, lineAt, recordingTags } from './page-tags.ts'
import { hasRecording, recordingNames } from './read-recording.ts'

/** Components that play a trace; all others get the recording without it, a tenth of the bytes. */
const PLAYS_TRACE = new Set(['MemoryStage', 'CpuStage', 'AddressSpace', 'TypeLayout', 'CapacityChart'])

/**
 * Slidev transformer: `recording="name"` on a component becomes a bound import.
 * @throws when a name has no recording, with the page's path and line.
 */
export function embedRecordings(ctx: MarkdownTransformContext): void {
  const text = ctx.s.toString()
  const tags = recordingTags(text)
  if (tags.length === 0) return
  const imports = new Map<string, string>()
  for (const tag of tags) {
    const whole = PLAYS_TRACE.has(tag.component)
    const identifiers = tag.names.map((name) => {
      if (!hasRecording(name)) {
        throw new Error(`${place(ctx, tag.start)}: <${tag.component}> names the recording "${name}", which is not in recordings/. Known: ${recordingNames().join(', ')}`)
      }
      const id = identifier(name) + (whole ? '_trace' : '')
      imports.set(id, `virtual:recording/${name}${whole ? '/trace' : ''}`)
      return id
    })
    ctx.s.overwrite(tag.start, tag.end, tag.many ? `:recordings="[${identifiers.join(', ')}]"` : `:recording="${identifiers[0]}"`)
  }
  const lines = [...imports].map(([id, module]) => `import ${id} from '${module}'`).join('\n')
  const setup = /<script\b[^>]*\bsetup\b[^>]*>/.exec(text)
  if (setup) ctx.s.appendRight(setup.index + setup[0].length, `\n${lines}\n`)
  else ctx.s.append(`\n\n<script setup lang="ts">\n${lines}\n</script>\n`)
}

function place(ctx: MarkdownTransformContext, offset: number): string {
  const { source } = ctx.slide
  const file = relative(ctx.options.userRoot, source.filepath)
  return `${file}:${source.contentStart + lineAt(ctx.s.original, offset)}`
}
