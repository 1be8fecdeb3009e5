#!/usr/bin/env bash
# Shiki 4.4.3: `codeToTokensBase` throws a TypeError when a line takes longer than its `tokenizeTimeLimit` (500 ms where
# nothing is said) and `includeExplanation` is given. The tokeniser goes over the line twice, once for the scopes and
# once for the colours, each by its own clock: the first pass, which compiles the grammar's regular expressions, stops
# early, the second goes on with all compiled, and the scopes of its tokens are looked for past the end of the list.
# Without `includeExplanation` nothing is thrown: the rest of the line has one colour.
# The busy machine is imitated by a clock that takes a second before the first pass looks at it again.
#
# Run: bash findings/shiki-time-limit.sh (needs node and npm).
# Seen:
#   a clock that stands still: 22 tokens
#   a clock that leaps once: TypeError: Cannot read properties of undefined (reading 'startIndex')
#   the same without explanations: 1 token
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund shiki@4.4.3 >/dev/null
cat >run.mjs <<'END_OF_SCRIPT'
import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
const highlighter = await createHighlighterCore({
  langs: [import('shiki/langs/rust.mjs')],
  themes: [import('shiki/themes/vitesse-light.mjs')],
  engine: createJavaScriptRegexEngine(),
})
// The tokeniser looks at the clock when it begins a pass and before each token.
const leapAtLook = (nth) => {
  let looks = 0
  Date.now = () => (++looks >= nth ? 1000 : 0)
}
const tokensOf = (includeExplanation) => {
  const [line] = highlighter.codeToTokensBase('let numbers: Vec<u8> = vec![1, 2, 3];', {
    lang: 'rust',
    theme: 'vitesse-light',
    includeExplanation,
  })
  return `${line.length} token${line.length === 1 ? '' : 's'}`
}
const attempt = (includeExplanation) => {
  try {
    return tokensOf(includeExplanation)
  } catch (error) {
    return String(error)
  }
}
leapAtLook(Infinity)
console.log(`a clock that stands still: ${attempt('scopeName')}`)
leapAtLook(2)
console.log(`a clock that leaps once: ${attempt('scopeName')}`)
leapAtLook(2)
console.log(`the same without explanations: ${attempt(false)}`)
END_OF_SCRIPT
output=$(node run.mjs)
echo "$output"
expected='a clock that stands still: 22 tokens
a clock that leaps once: TypeError: Cannot read properties of undefined (reading '"'startIndex'"')
the same without explanations: 1 token'
[ "$output" = "$expected" ]
