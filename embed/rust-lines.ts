import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import rust from 'shiki/langs/rust.mjs'
import light from 'shiki/themes/vitesse-light.mjs'
import type { RustLines, RustTokenStyle } from '../scene/rust-token.ts'

/** Scope prefixes of the Rust TextMate grammar, first match wins; the innermost scope decides. */
const STYLES: [RegExp, RustTokenStyle][] = [
  [/^(comment|punctuation\.definition\.comment)/, 'comment'],
  [/^(string|punctuation\.definition\.(string|char)|constant\.character)/, 'string'],
  [/^constant\.numeric/, 'number'],
  [/^(keyword\.operator|keyword\.operator\..*)$/, 'plain'],
  [/^(keyword|storage|constant\.language)/, 'keyword'],
  [/^(entity\.name\.type|support\.type|entity\.name\.struct)/, 'type'],
]

/**
 * Shiki's `tokenizeTimeLimit`, in ms: none. By default it leaves the rest of a line without tokens after 500 ms, which a
 * busy machine needs for the first line, where regular expressions are compiled.
 */
export const NO_TIME_LIMIT = 0

const highlighter = createHighlighterCore({
  langs: [rust],
  themes: [light],
  engine: createJavaScriptRegexEngine(),
})

/**
 * Highlights Rust source at build time, so that no grammar reaches the browser.
 * @returns one array of tokens a line; joined, the tokens give the line back unchanged.
 */
export async function rustLines(source: string): Promise<RustLines> {
  const lines = (await highlighter).codeToTokensBase(source, {
    lang: 'rust',
    theme: 'vitesse-light',
    includeExplanation: 'scopeName',
    tokenizeTimeLimit: NO_TIME_LIMIT,
  })
  return lines.map((tokens) => {
    const parts = tokens.flatMap((token) =>
      (token.explanation ?? []).map((part) => ({
        text: part.content,
        style: styleOf(part.scopes.map((scope) => scope.scopeName)),
      })),
    )
    return joinRuns(parts)
  })
}

function styleOf(scopes: string[]): RustTokenStyle {
  for (const scope of scopes.toReversed()) {
    const found = STYLES.find(([pattern]) => pattern.test(scope))
    if (found) return found[1]
  }
  return 'plain'
}

function joinRuns(tokens: RustLines[number]): RustLines[number] {
  const joined: RustLines[number] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (last && last.style === token.style) last.text += token.text
    else joined.push({ ...token })
  }
  return joined
}
