#!/usr/bin/env bash
# rustc 1.95.0, debug information: a closure that uses `text.len()` of a variable `text: &str` captures
# the place `*text`, and its debug information names that place `text`. In the closure a debugger
# shows a `text` of type u8 with the text's first byte; one frame up `text` is a &str.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and gdb (seen with 13.1). Output seen:
#
#   in the closure: type = u8, 104
#   in main: type = &str, "hello"
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > capture.rs <<'RUST'
fn main() {
    let text = "hello";
    let show = || {
        std::hint::black_box(text.len())
    };
    std::hint::black_box(show());
}
RUST
rustc --edition 2024 -C opt-level=0 -C debuginfo=2 capture.rs

gdb -nx -batch -ex 'break capture.rs:4' -ex run -ex 'whatis text' -ex 'print text' \
  -ex up -ex 'whatis text' -ex 'print text' ./capture > log 2> errors || { cat errors; exit 1; }
types=$(sed -n 's/^type = //p' log | tr '\n' ' ')
values=$(sed -n 's/^\$[0-9]* = //p' log | tr '\n' ' ')
read -r inner outer <<< "$types"
read -r first whole <<< "$values"
echo "in the closure: type = $inner, $first"
echo "in main: type = $outer, $whole"
[[ $inner == u8 && $first == 104 && $outer == '&str' && $whole == '"hello"' ]]
