#!/usr/bin/env bash
# rustc 1.95.0 at opt-level=0 with -C debuginfo=2: a variable whose scope has no machine code has
# no debug information at all. The MIR pass CopyProp, which runs in debug builds too, makes `made`
# the function's return place; then no instruction is left in its scope, and LLVM drops the scope
# with the variable. One that a call follows in its scope, `used`, is there.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and readelf (seen with binutils 2.40). Output seen:
#
#   made: no variable
#   used: a variable
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > result.rs <<'RUST'
#[inline(never)]
fn build() -> String {
    let made = String::from("made");
    made
}

#[inline(never)]
fn build_and_use() -> String {
    let used = String::from("used");
    std::hint::black_box(&used);
    used
}

fn main() {
    std::hint::black_box((build(), build_and_use()));
}
RUST
rustc --edition 2024 -C opt-level=0 -C debuginfo=2 result.rs
readelf --debug-dump=info result > info 2> errors || { cat errors; exit 1; }

failed=0
if grep -q 'DW_AT_name .*: made$' info; then
  echo 'made: a variable'
  failed=1
else
  echo 'made: no variable'
fi
if grep -q 'DW_AT_name .*: used$' info; then
  echo 'used: a variable'
else
  echo 'used: no variable'
  failed=1
fi
exit $failed
