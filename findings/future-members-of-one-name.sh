#!/usr/bin/env bash
# rustc 1.95.0, debug information: in a suspended future, variables of one name are one. What lives across an `await`
# is a member of a struct, which may have several members of a name: shadowed variables, or an async function's
# argument and what was captured of it. LLVM takes members of one name in a type with an identifier for the same, so
# all of them have the type and the place of the first. A debugger that prints the future shows the first one twice.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and gdb (seen with 13.1). Output seen:
#
#   in the body: value = 8, the one that it shadows is 7
#   the future: value: 7, value: 7
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > future.rs <<'RUST'
use std::future::Future;
use std::task::{Context, Waker};
fn main() {
    let mut future = Box::pin(async {
        let value = 7u64;
        let first = &value;
        let value = 8u64;
        let second = &value;
        std::future::pending::<()>().await;
        std::hint::black_box((first, second));
    });
    let mut context = Context::from_waker(Waker::noop());
    std::hint::black_box(future.as_mut().poll(&mut context).is_pending());
    std::hint::black_box(&future);
}
RUST
rustc --edition 2024 -C opt-level=0 -C debuginfo=2 future.rs

gdb -nx -batch -ex 'break future.rs:9' -ex 'break future.rs:14' -ex run -ex 'print value' -ex 'print *first' \
  -ex continue -ex 'print *future.pointer' ./future > log 2> errors || { cat errors; exit 1; }
of() { sed -n "s/^\$$1 = //p" log; }
members=$(of 3 | grep -o '\bvalue: [0-9]*' | paste -sd, | sed 's/,/, /g')
echo "in the body: value = $(of 1), the one that it shadows is $(of 2)"
echo "the future: $members"
[[ $(of 1) == 8 && $(of 2) == 7 && $members == 'value: 7, value: 7' ]]
