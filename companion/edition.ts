import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecording, recordingNames } from '../embed/read-recording.ts'
import type { Edition } from '../scene/cite.ts'

/**
 * What a citation says of the whole: version, compiler, and the year in which that compiler was made.
 * @throws when there are no recordings, or they come from several compilers.
 */
export async function editionOf(root: string, title: string): Promise<Edition> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const toolchains = recordingNames().map((name) => readRecording(name).toolchain)
  const compilers = new Map(toolchains.map((one) => [`rustc ${one.rustc}, ${one.target}`, one.commitDate.slice(0, 4)]))
  const [first, ...others] = compilers
  if (!first || others.length > 0) throw new Error(`the recordings come from ${compilers.size} compilers`)
  return { title, version, compiler: first[0], year: first[1] }
}
