//! `push` stores a register on the stack; mostly to save it, seldom for a variable.
//@ builds: debug, clean, release
//@ listing: one_and_a_half, half
//@ instructions: one_and_a_half (release), half (release)
//@ calls: debug 0, release 0
use std::hint::black_box;

#[inline(never)]
fn half(n: u64) -> u64 {
    n / 2
}

// #region keep
#[inline(never)]
fn one_and_a_half(n: u64) -> u64 {
    half(n) + n
}
// #endregion

fn main() {
    black_box(one_and_a_half(black_box(28)));
}
