#!/usr/bin/env bash
# Prettier 3.10.1 and Vue's compiler 3.5.43: laying out a template anew takes away a space that its reader sees.
#
# Behaviour: Prettier holds a line break between two inline elements to be worth a space, as it is in HTML, and may
# replace one by the other where a line becomes too long. Vue's compiler, by default (whitespace: 'condense'), keeps a
# space between two elements and removes it where it contains a line break. So `<b>mov</b> <i>rax</i>` says
# "mov rax" before it is laid out, and "movrax" afterwards, with no setting changed and no warning from either.
# Seen:
#   before: <b>+space+<i>
#   after: <b>+<i>
# Exits with 1 if that has changed. Needs Node 20 or newer, and npm.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund prettier@3.10.1 @vue/compiler-dom@3.5.43 >/dev/null
cat >try.mjs <<'JS'
import prettier from 'prettier'
import { compile } from '@vue/compiler-dom'

const long = 'a-class-that-makes-the-line-too-long-for-one'
const before = `<template>\n  <p><b class="${long}">mov</b> <i class="${long}">rax</i></p>\n</template>\n`
const after = await prettier.format(before, { parser: 'vue' })

/** What the compiler keeps of the paragraph: its elements, and the space between them. */
function kept(sfc) {
  const template = sfc.slice(sfc.indexOf('<template>') + 10, sfc.lastIndexOf('</template>'))
  const { ast } = compile(template, { mode: 'module' })
  const paragraph = ast.children.find(({ tag }) => tag === 'p')
  return paragraph.children.map(({ tag }) => (tag ? `<${tag}>` : 'space')).join('+')
}
console.log(`before: ${kept(before)}`)
console.log(`after: ${kept(after)}`)
JS
found=$(node try.mjs)
echo "$found"
[ "$found" = $'before: <b>+space+<i>\nafter: <b>+<i>' ]
