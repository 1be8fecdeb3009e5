import { existsSync } from 'node:fs'
import { join } from 'node:path'
import MagicString from 'magic-string'
import type { MarkdownTransformContext } from '@slidev/types'
import type { Plugin } from 'vite'
import { diagramOnPage, embedDiagrams } from '../embed/embed-diagrams.ts'
import { embedRecordings } from '../embed/embed-recordings.ts'
import { slideTemplate } from './slide-markdown.ts'
import { isStepped } from './stepped.ts'
import type { CompanionSlide, CompanionTalk } from './talk.ts'

const HERE = import.meta.dirname
const ROOT = join(HERE, '..')
const SCRIPT = /\n*<script setup lang="ts">\n([\s\S]*?)\n<\/script>\n*$/

/**
 * Vite plugin: each slide's page as a Vue component (`virtual:companion/slides`, by alias), made of the deck's
 * own components, or of those in `companion/app/components/` where one has to read differently on a page.
 * `all` slides, to render them, or only those that a reader can step.
 */
export function slideModules(talk: CompanionTalk, which: 'all' | 'stepped'): Plugin {
  const file = ({ alias }: CompanionSlide) => join(HERE, 'slides', `${alias}.vue`)
  const slides = new Map(talk.slides.map((slide) => [file(slide), slide]))
  return {
    name: 'companion-slides',
    enforce: 'pre',
    resolveId(id, importer) {
      if (id.startsWith('virtual:companion/')) return `\0${id}`
      if (slides.has(id)) return id
      return importer?.startsWith(ROOT) ? replacement(id) : undefined
    },
    async load(id) {
      if (id === '\0virtual:companion/talk') {
        const entries = talk.slides.map(({ no, alias, title, section, continues, appendix, kicker }) => ({
          no,
          alias,
          title,
          section,
          continues,
          appendix,
          kicker,
        }))
        return `export const talk = JSON.parse(${JSON.stringify(JSON.stringify(entries))})`
      }
      if (id === '\0virtual:companion/slides') {
        const wanted = talk.slides.filter((slide) => which === 'all' || isStepped(slide))
        const lines = wanted.map(
          (slide) => `${JSON.stringify(slide.alias)}: () => import(${JSON.stringify(file(slide))}),`,
        )
        return `export const slides = {\n${lines.join('\n')}\n}`
      }
      const slide = slides.get(id)
      return slide && (await componentOf(slide))
    },
  }
}

/** What stands in for Slidev's client and for what builds on its clicks. */
function replacement(id: string): string | undefined {
  if (id === '@slidev/client') return join(HERE, 'app/slide-host.ts')
  if (/(?:^\.|\/composables)\/useSteps(\.ts)?$/.test(id)) return join(HERE, 'app/use-steps.ts')
  if (/(?:^\.|\/composables)\/useAnswered(\.ts)?$/.test(id)) return join(HERE, 'app/slide-host.ts')
  return undefined
}

async function componentOf(slide: CompanionSlide): Promise<string> {
  const s = new MagicString(slide.markdown)
  // The transformer is Slidev's kind; these are the parts of its context that it looks at.
  const context = {
    s,
    slide: { source: { filepath: join(ROOT, slide.alias), contentStart: 0 } },
    options: { userRoot: ROOT },
  }
  await embedRecordings(context as unknown as MarkdownTransformContext)
  await embedDiagrams(s, diagramOnPage)
  const text = s.toString()
  const imports = SCRIPT.exec(text)?.[1] ?? ''
  const template = slideTemplate(text.replace(SCRIPT, ''), slide.title)
  // What an attribute says may look like a tag: `types="Option<Box<u32>>"`.
  const tags = template.replace(/"[^"]*"/g, '""').matchAll(/<([A-Z]\w*)/g)
  const components = new Set([...tags].flatMap(([, name = '']) => (name === 'Link' ? [] : name)))
  const own = [...components].map((name) => `import ${name} from '${componentPath(name, slide)}'`)
  return `<script setup lang="ts">\n${[...own, imports].join('\n')}\n</script>\n<template>\n${template}</template>\n`
}

function componentPath(name: string, { alias }: CompanionSlide): string {
  const found = [join(HERE, 'app/components'), join(ROOT, 'components')]
    .map((folder) => join(folder, `${name}.vue`))
    .find(existsSync)
  if (!found) throw new Error(`slide ${alias} places <${name}>, and there is no components/${name}.vue`)
  return found
}
