#!/usr/bin/env bash
# Slidev 53.0.0: a Markdown link to a slide in a speaker's note is built as <Link to="…">, an element that only Vue
# knows; notes are shown by v-html, which knows no components, so the words are no link in the presenter view, in the
# notes view and in the overview. The same link on a slide works, and so does a link to another host in a note.
#
# Seen:
#   <Link to="/2">next</Link>
#   <a href="https://example.org/" target="_blank">elsewhere</a>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{ "private": true, "type": "module" }\n' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @slidev/cli@53.0.0 @slidev/client@53.0.0 @slidev/theme-default@0.25.0 >install.log 2>&1 || { cat install.log; exit 1; }
cat > slides.md <<'SLIDES'
# One

<!--
See the [next](/2) one, or [elsewhere](https://example.org/).
-->

---

# Two
SLIDES
npx slidev build slides.md --out dist >build.log 2>&1 || { cat build.log; exit 1; }
seen=$(grep -rhoE '<(Link to|a href)=[^<]*</(Link|a)>' --include='*.js' dist | grep -E 'next|elsewhere' | sort -u)
printf '%s\n' "$seen"
expected='<Link to="/2">next</Link>
<a href="https://example.org/" target="_blank">elsewhere</a>'
[ "$seen" = "$expected" ] || { echo 'This is not what was seen.' >&2; exit 1; }
