#!/usr/bin/env bash
# rustc 1.95.0 at opt-level=0: locals that are only moved on share one slot, and a move between
# them copies no byte, because the MIR pass CopyProp runs in debug builds too. An argument that
# goes by address (a String) has its slot in the caller's frame.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and gdb (seen with 13.1). Output seen:
#
#   name, owner and third: one slot
#   the argument: above the frame of takes
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > moved.rs <<'RUST'
#[inline(never)]
fn takes(text: String) -> usize {
    std::hint::black_box(text.len())
}

fn main() {
    let name = String::from("apple");
    let owner = name;
    let third = owner;
    std::hint::black_box(takes(third));
}
RUST
rustc --edition 2024 -C opt-level=0 -C debuginfo=2 moved.rs

gdb -nx -batch -ex 'break moved::takes' -ex run -ex 'set language c' \
  -ex 'printf "argument %lu\n", (unsigned long)&text' \
  -ex up \
  -ex 'printf "caller %lu\n", (unsigned long)$rsp' \
  -ex 'printf "name %lu\nowner %lu\nthird %lu\n", (unsigned long)&name, (unsigned long)&owner, (unsigned long)&third' \
  ./moved > log 2> errors || { cat errors; exit 1; }

of() { awk -v what="$1" '$1 == what { print $2 }' log; }
failed=0
if [[ -n $(of name) && $(of name) == "$(of owner)" && $(of owner) == "$(of third)" ]]; then
  echo 'name, owner and third: one slot'
else
  echo "slots: name $(of name), owner $(of owner), third $(of third)"
  failed=1
fi
if [[ -n $(of argument) && $(of argument) -ge $(of caller) ]]; then
  echo 'the argument: above the frame of takes'
else
  echo "the argument: at $(of argument), the caller's frame begins at $(of caller)"
  failed=1
fi
exit $failed
