#!/usr/bin/env bash
# rustc 1.95.0 at opt-level=0 with -C debuginfo=2: the last variable of a block has no debug information when no
# machine code is left in its scope, not even the one that drops it. LLVM's pass stack-frame-layout knows the
# variable and its slot all the same, and says so as a remark; asking for the remark changes no byte of the executable.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and readelf (seen with binutils 2.40). Output seen:
#
#   text: no variable
#   remark: text @ last.rs:2
#   executable: the same
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > last.rs <<'RUST'
fn main() {
    let text = String::from("text");
}
RUST
compile() {
  rustc --edition 2024 -A warnings -C opt-level=0 -C debuginfo=2 "$@" last.rs
}
compile -o plain
compile -o told -C remark=stack-frame-layout 2> remarks
readelf --debug-dump=info plain > info 2> errors || { cat errors; exit 1; }

failed=0
if grep -q 'DW_AT_name .*: text$' info; then
  echo 'text: a variable'
  failed=1
else
  echo 'text: no variable'
fi
if remark=$(grep -o 'text @ last.rs:2' remarks); then
  echo "remark: $remark"
else
  echo 'remark: none'
  failed=1
fi
if cmp -s plain told; then
  echo 'executable: the same'
else
  echo 'executable: another'
  failed=1
fi
exit $failed
