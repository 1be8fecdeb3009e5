import type { Recorded } from '../scene/recorded.ts'
import { asmScene, type AsmScene } from '../scene/rust-to-asm/asm-scene.ts'
import type { NamedAsmRequest } from './asm-request.ts'
import { readRecording } from './read-recording.ts'
import { rustLines } from './rust-lines.ts'

/**
 * Makes the scene that a page's `RustToAsm` asks for.
 * @throws when a recording cannot be read or has not what is asked of it.
 */
export async function readAsmScene({ recordings, ...request }: NamedAsmRequest): Promise<AsmScene> {
  return asmScene({ ...request, recordings: await Promise.all(recordings.map(readHighlighted)) })
}

/** Reads a recording and highlights its source. */
export async function readHighlighted(name: string): Promise<Recorded> {
  const recording = readRecording(name)
  return { ...recording, highlighted: await rustLines(recording.source.text) }
}
