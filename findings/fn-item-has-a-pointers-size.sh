#!/usr/bin/env bash
# rustc 1.95.0, debug information: a function item (the type of `same` by its name) has no size, but
# DWARF describes it as it does a function pointer, without a size of its own. A debugger takes its
# 8 bytes from whatever lies there: in a tuple, from the field behind it. Only the alignment of the
# member, 1, tells the two apart.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and gdb (seen with 13.1). Output seen:
#
#   the program: the item has 0 bytes, the tuple 8
#   gdb: the item has 8 bytes, the tuple 8; pair = (0x5, 5)
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > item.rs <<'RUST'
fn same(n: u32) -> u32 {
    n
}

fn main() {
    let pair = (same, 5u64);
    std::hint::black_box(&pair);
    println!("the item has {} bytes, the tuple {}", size_of_val(&pair.0), size_of_val(&pair));
}
RUST
rustc --edition 2024 -C opt-level=0 -C debuginfo=2 item.rs

told=$(./item)
echo "the program: $told"
gdb -nx -batch -ex 'break item.rs:7' -ex run -ex 'print sizeof(pair.0)' -ex 'print sizeof(pair)' \
  -ex 'print pair' ./item > log 2> errors || { cat errors; exit 1; }
of() { sed -n "s/^\$$1 = //p" log; }
seen="the item has $(of 1) bytes, the tuple $(of 2)"
echo "gdb: $seen; pair = $(of 3)"
[[ $told == 'the item has 0 bytes, the tuple 8' && $seen == 'the item has 8 bytes, the tuple 8' && $(of 3) == '(0x5, 5)' ]]
