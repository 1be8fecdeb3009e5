#!/usr/bin/env bash
# rustc 1.95.0, debug information of optimised code: a variable that keeps a place on the stack has that place in all
# of its scope (DW_AT_location is one DW_OP_fbreg), also while LLVM has it in a register and before it is stored there.
# A debugger shows what an earlier call left in the place, and not <optimized out>: in the first round `sum` is 0.
#
# Needs rustc 1.95.0 for x86_64-unknown-linux-gnu and gdb (seen with 13.1). Output seen, with
# another number on other machines:
#
#   in the first round: sum = 93824992311574
#
# Exits with 1 when it is otherwise.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > late.rs <<'RUST'
use std::hint::black_box;
#[inline(never)]
fn dirty() {
    black_box(&[black_box(9u64); 64]);
}
#[inline(never)]
fn summed(list: &[u64]) -> u64 {
    let mut sum = 0u64;
    for x in list {
        sum += *x;
        if sum > 100 {
            break;
        }
    }
    black_box(&sum);
    sum
}
fn main() {
    dirty();
    summed(&[1, 2, 3]);
}
RUST
rustc --edition 2024 -C opt-level=3 -C debuginfo=2 -C dwarf-version=4 late.rs

line=$(grep -n 'sum += ' late.rs | cut -d: -f1)
gdb -nx -batch -ex "break late.rs:$line" -ex run -ex 'print sum' ./late > log 2> errors || { cat log errors; exit 1; }
shown=$(grep -a '^\$1 = ' log | cut -d' ' -f3)
echo "in the first round: sum = $shown"
[[ $shown =~ ^[0-9]+$ ]] && [ "$shown" != 0 ]
