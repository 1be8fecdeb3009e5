import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asmRequest } from '../../embed/asm-request.ts'
import { lineAt, recordingTags } from '../../embed/page-tags.ts'
import { readAsmScene } from '../../embed/read-asm-scene.ts'
import type { AsmScene } from '../../scene/rust-to-asm/asm-scene.ts'

const PAGES = join(import.meta.dirname, '../../pages')

/** A `RustToAsm` of the talk: where it stands, `pages/2-stack.md:95`, and what it shows. */
export type PageListing = { place: string; scene: AsmScene }

/** Every `RustToAsm` of the talk's pages, in their order. */
export async function asmPages(): Promise<PageListing[]> {
  const files = (await readdir(PAGES)).filter((file) => file.endsWith('.md')).sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(PAGES, file), 'utf8')
      const tags = recordingTags(text).filter(({ component }) => component === 'RustToAsm')
      return Promise.all(
        tags.map(async (tag) => ({
          place: `pages/${file}:${lineAt(text, tag.start)}`,
          scene: await readAsmScene(asmRequest(tag)),
        })),
      )
    }),
  )
  return found.flat()
}
