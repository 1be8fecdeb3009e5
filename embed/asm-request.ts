import type { AsmSceneRequest } from '../scene/rust-to-asm/asm-scene.ts'
import type { RecordingTag } from './page-tags.ts'

/** What a page's `RustToAsm` asks for, with recordings by their names. */
export type NamedAsmRequest = Omit<AsmSceneRequest, 'recordings'> & { recordings: string[] }

const TEXTS = ['function', 'show', 'highlight', 'keep', 'region'] as const
const NUMBERS = ['width', 'height'] as const

/** Attributes of the tag that the build answers; all others are the component's own props. */
export const ASM_ATTRIBUTES: ReadonlySet<string> = new Set([...TEXTS, ...NUMBERS, 'recording', 'recordings'])

/**
 * Reads a `RustToAsm` tag.
 * @throws when an attribute that the build needs is bound to an expression, or `show` is missing.
 */
export function asmRequest({ names, attributes }: RecordingTag): NamedAsmRequest {
  const request: NamedAsmRequest = { recordings: names, show: '' }
  for (const { name, bound, value = '' } of attributes) {
    const text = TEXTS.find((one) => one === name)
    const number = NUMBERS.find((one) => one === name)
    if (text && bound) throw new Error(`write ${name}="…": the build needs its text, not an expression`)
    if (text) request[text] = value
    if (!number) continue
    if (!/^\d+$/.test(value)) throw new Error(`${name}="${value}" is no number of canvas px`)
    request[number] = Number(value)
  }
  if (!request.show) throw new Error('show="…" is missing; write for example show="rust clean release"')
  return request
}

/** The request as the last part of a module's id; `decodeRequest` reads it back. */
export function encodeRequest(request: NamedAsmRequest): string {
  return Buffer.from(JSON.stringify(request)).toString('base64url')
}

/** Reads what `encodeRequest` wrote. */
export function decodeRequest(encoded: string): NamedAsmRequest {
  return JSON.parse(Buffer.from(encoded, 'base64url').toString()) as NamedAsmRequest
}
